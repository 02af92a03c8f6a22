package io.headroom.telemetry.pattern;

import io.headroom.telemetry.trace.Attributes;
import io.headroom.telemetry.trace.Dependency;
import io.headroom.telemetry.trace.Span;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One call that a service made for a request; times by the clock of the trace's root. */
record Call(Span span, Dependency dependency, long startNanos, long endNanos) {
    private static final String[] PARAMETER_PREFIXES = {"db.query.parameter.", "db.operation.parameter."};

    long nanos() {
        return endNanos - startNanos;
    }

    boolean endsBefore(Call later) {
        return endNanos <= later.startNanos;
    }

    /** Whether it changes nothing where it is made, by what its method or its statement's first word promises. */
    boolean reads() {
        String word = dependency.operation().split(" ", 2)[0].toUpperCase(Locale.ROOT);
        return switch (dependency.kind()) {
            case DATABASE -> word.equals("SELECT");
            case HTTP -> word.equals("GET") || word.equals("HEAD");
            case RPC, MESSAGING, OTHER -> false;
        };
    }

    /** Everything that was asked, as far as the span tells it; null if it leaves out what makes calls differ. */
    @Nullable
    String parameters() {
        Attributes attributes = span.attributes();
        return switch (dependency.kind()) {
            case DATABASE -> statementWithValues(attributes);
            case HTTP -> reads() ? attributes.text("url.full", "http.url") : null;
            case RPC, MESSAGING, OTHER -> null;
        };
    }

    private static @Nullable String statementWithValues(Attributes attributes) {
        String statement = attributes.text("db.query.text", "db.statement");
        if (statement == null) {
            return null;
        }
        Map<String, Object> values = new TreeMap<>();
        attributes.asMap().forEach((name, value) -> {
            for (String prefix : PARAMETER_PREFIXES) {
                if (name.startsWith(prefix)) {
                    values.put(name, value);
                }
            }
        });
        // a placeholder without its value, or a literal that the instrumentation took out
        boolean isHidden = statement.contains("?") || statement.matches("(?s).*\\$\\d.*");
        return isHidden && values.isEmpty() ? null : statement + values;
    }
}
