package io.headroom.authoring.traffic;

import io.headroom.authoring.source.Chain;
import io.headroom.authoring.source.Expression;
import io.headroom.authoring.source.Literals;
import io.headroom.authoring.source.Names;
import io.headroom.authoring.source.Records;
import io.headroom.authoring.source.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes one journey: its requests in order, the time between them, and what one takes from another's answer. */
final class JourneyWriter {
    private static final long THINK_MILLIS_MIN = 100;
    /** Longer pauses are a person's lunch, not part of a journey. */
    private static final long THINK_MILLIS_MAX = 60_000;

    private final List<Exchange> exchanges;
    private final Links links;
    private final String mainAuthority;
    private final Records records;
    private final Secrets secrets;

    private final Names variables = Names.ofVariables();
    private final Map<Integer, Map<Origin, String>> expressions = new HashMap<>();
    private final List<Statement> statements = new ArrayList<>();
    private Optional<Instant> previousEnd = Optional.empty();
    private String bearer = "";

    JourneyWriter(List<Exchange> exchanges, Links links, String mainAuthority, Records records, Secrets secrets) {
        this.exchanges = exchanges;
        this.links = links;
        this.mainAuthority = mainAuthority;
        this.records = records;
        this.secrets = secrets;
    }

    /** @param numbers of its exchanges */
    List<Statement> write(List<Integer> numbers) {
        for (int number : numbers) {
            Exchange exchange = exchanges.get(number);
            think(exchange);
            request(number, exchange);
        }
        return statements;
    }

    private void think(Exchange exchange) {
        previousEnd
                .flatMap(end -> exchange.started().map(start -> Duration.between(end, start)))
                .map(JourneyWriter::rounded)
                .filter(pause -> !pause.isZero())
                .ifPresent(
                        pause -> statements.add(new Statement.Plain("user.think(" + Literals.duration(pause) + ")")));
        exchange.started()
                .map(start -> start.plus(exchange.took()))
                .filter(end -> previousEnd.isEmpty() || end.isAfter(previousEnd.get()))
                .ifPresent(end -> previousEnd = Optional.of(end));
    }

    /** To two digits: what a person did is not more exact than that. */
    private static Duration rounded(Duration pause) {
        long millis = Math.min(pause.toMillis(), THINK_MILLIS_MAX);
        if (millis < THINK_MILLIS_MIN) {
            return Duration.ZERO;
        }
        long unit = (long) Math.pow(10, Math.floor(Math.log10(millis)) - 1);
        return Duration.ofMillis(Math.round((double) millis / unit) * unit);
    }

    private void request(int number, Exchange exchange) {
        var writer = new RequestWriter(mainAuthority, records, secrets, exchange, use -> given(number, use));
        writer.bearer()
                .map(Expression::flat)
                .filter(token -> !token.equals(bearer))
                .ifPresent(token -> {
                    bearer = token;
                    statements.add(new Statement.Plain("user.bearer(" + token + ")"));
                });
        Chain chain = writer.write();
        List<Origin> wanted = links.givenBy(number);
        List<Origin> kept = wanted.stream()
                .filter(origin -> !(origin instanceof Origin.Cookie))
                .toList();
        if (kept.isEmpty()) {
            statements.add(Statement.call(chain));
            return;
        }
        statements.add(new Statement.Comment(
                kept.size() == 1
                        ? "Later requests carry what this answer gives."
                        : "Later requests carry these parts of the answer."));
        if (kept.size() == 1) {
            String variable = variable(number, kept.getFirst());
            statements.add(new Statement.Call("String " + variable, extracted(chain, kept.getFirst())));
            return;
        }
        String answer = variables.lower(Names.singular(lastWord(exchange)) + " answer", "answer");
        statements.add(new Statement.Call("Response " + answer, chain));
        for (Origin origin : kept) {
            String variable = variable(number, origin);
            statements.add(
                    new Statement.Call("String " + variable, extracted(new Chain(Expression.of(answer)), origin)));
        }
    }

    private static Chain extracted(Chain answer, Origin origin) {
        return switch (origin) {
            case Origin.Pointer(String pointer) -> answer.then("at", Expression.text(pointer));
            case Origin.Field(String name) -> answer.then("field", Expression.text(name));
            case Origin.Markup(String regex, String _) -> answer.then("find", Expression.text(regex));
            case Origin.LocationSegment() ->
                answer.then("header", Expression.text("Location"))
                        .then("map", Expression.of("location -> location.replaceFirst(\"[^?#]*/([^/?#]+).*\", \"$1\")"))
                        .then("orElseThrow");
            case Origin.Cookie(String _) -> answer;
        };
    }

    private String variable(int number, Origin origin) {
        String label =
                origin.label().equals("id") ? Names.singular(lastWord(exchanges.get(number))) + " id" : origin.label();
        String name = variables.lower(label, "value");
        expressions.computeIfAbsent(number, _ -> new HashMap<>()).put(origin, name);
        return name;
    }

    private static String lastWord(Exchange exchange) {
        return exchange.address().segments().stream()
                .filter(segment -> !segment.isEmpty() && !Use.varies(segment))
                .reduce("", (_, last) -> last);
    }

    private Optional<Expression> given(int number, Use use) {
        return links.sourceOf(number, use).flatMap(source -> switch (source.origin()) {
            case Origin.Cookie(String name) ->
                Optional.of(Expression.of("user.cookie(" + Literals.text(name) + ").orElseThrow()"));
            case Origin.Pointer _, Origin.Field _, Origin.Markup _, Origin.LocationSegment _ ->
                Optional.ofNullable(expressions
                                .getOrDefault(source.exchange(), Map.of())
                                .get(source.origin()))
                        .map(Expression::of);
        });
    }
}
