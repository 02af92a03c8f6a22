package io.headroom.authoring.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import io.headroom.authoring.AuthoringException;
import io.headroom.authoring.source.Chain;
import io.headroom.authoring.source.Constants;
import io.headroom.authoring.source.Expression;
import io.headroom.authoring.source.Names;
import io.headroom.authoring.source.ScenarioSource;
import io.headroom.authoring.source.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How a request is let in, by the document's security schemes; the secrets themselves are constants that read the environment. */
final class Credentials {
    private final Document document;
    private final Constants constants;
    private final Map<String, String> byScheme = new HashMap<>();

    Credentials(Document document, Names names) {
        this.document = document;
        this.constants = new Constants(names);
    }

    private sealed interface Scheme {
        record Bearer() implements Scheme {}

        record Basic() implements Scheme {}

        record Key(String place, String name) implements Scheme {}
    }

    /** What a journey says once, before its first request that needs it. */
    void begin(Operation operation, Set<String> said, List<Statement> statements) throws AuthoringException {
        for (String name : operation.security()) {
            Optional<String> statement = scheme(name).flatMap(scheme -> switch (scheme) {
                case Scheme.Bearer() -> Optional.of("user.bearer(" + constant(name, "bearer token") + ")");
                case Scheme.Key(String place, String key) ->
                    switch (place) {
                        case "header" ->
                            Optional.of("user.header(%s, %s)"
                                    .formatted(Expression.text(key).flat(), constant(name, name)));
                        case "cookie" ->
                            Optional.of("user.setCookie(%s, %s)"
                                    .formatted(Expression.text(key).flat(), constant(name, name)));
                        default -> Optional.<String>empty();
                    };
                case Scheme.Basic() -> Optional.<String>empty();
            });
            statement.filter(said::add).ifPresent(java -> statements.add(new Statement.Plain(java)));
        }
    }

    /** What each request says. */
    void on(Chain chain, Operation operation) throws AuthoringException {
        for (String name : operation.security()) {
            scheme(name).ifPresent(scheme -> {
                if (scheme instanceof Scheme.Basic) {
                    chain.with(
                            "basic",
                            Expression.of(constant(name + "user", "user name")),
                            Expression.of(constant(name, "password")));
                } else if (scheme instanceof Scheme.Key(String place, String key) && place.equals("query")) {
                    chain.with("query", Expression.text(key), Expression.of(constant(name, name)));
                }
            });
        }
    }

    private Optional<Scheme> scheme(String name) throws AuthoringException {
        JsonNode schemes = document.isSwagger2()
                ? document.root().path("securityDefinitions")
                : document.root().path("components").path("securitySchemes");
        JsonNode scheme = document.resolved(schemes.path(name));
        return switch (scheme.path("type").asText()) {
            case "http" ->
                scheme.path("scheme").asText().toLowerCase(Locale.ROOT).equals("basic")
                        ? Optional.of(new Scheme.Basic())
                        : Optional.of(new Scheme.Bearer());
            case "basic" -> Optional.of(new Scheme.Basic());
            case "oauth2", "openIdConnect" -> Optional.of(new Scheme.Bearer());
            case "apiKey" ->
                Optional.of(new Scheme.Key(
                        scheme.path("in").asText(), scheme.path("name").asText()));
            default -> Optional.empty();
        };
    }

    private String constant(String scheme, String meaning) {
        return byScheme.computeIfAbsent(scheme, _ -> constants.of(meaning, "SECRET"));
    }

    List<String> declare(ScenarioSource source) {
        return constants.declare(source, "missing", "Set the environment variable %s where the scenario runs.").stream()
                .map(constant -> "requests need the %s: set the environment variable %s where the scenario runs"
                        .formatted(constant.getValue(), constant.getKey()))
                .toList();
    }
}
