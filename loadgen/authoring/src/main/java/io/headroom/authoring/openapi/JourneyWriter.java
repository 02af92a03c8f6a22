package io.headroom.authoring.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.headroom.authoring.AuthoringException;
import io.headroom.authoring.openapi.Operation.Parameter;
import io.headroom.authoring.openapi.Resources.Source;
import io.headroom.authoring.openapi.Samples.Place;
import io.headroom.authoring.source.Expression;
import io.headroom.authoring.source.Names;
import io.headroom.authoring.source.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Writes one journey, or one method that gives an identifier to journeys. */
final class JourneyWriter {
    /** What Location's last segment is, for example 7 of {@code /orders/7/}. */
    private static final String LAST_SEGMENT = "location -> location.replaceFirst(\"[^?#]*/([^/?#]+).*\", \"$1\")";

    private final Resources resources;
    private final OperationWriter operations;
    private final Samples samples;
    private final Credentials credentials;
    private final Helpers helpers;

    private final Names variables = Names.ofVariables();
    private final Map<String, Identified> identifiers = new HashMap<>();
    private final Set<String> said = new HashSet<>();
    private final List<Statement> statements = new ArrayList<>();
    private final Set<Operation> done = new HashSet<>();
    private boolean guessed;

    /**
     * The value of a placeholder.
     *
     * @param found whether it is a variable that an operation gave
     */
    private record Identified(String name, Expression value, boolean found) {}

    /** Methods that give an identifier, by what they are needed for. */
    interface Helpers {
        /** The name of the method that does it. */
        String nameOf(Source source) throws AuthoringException;
    }

    JourneyWriter(
            Resources resources,
            OperationWriter operations,
            Samples samples,
            Credentials credentials,
            Helpers helpers) {
        this.resources = resources;
        this.operations = operations;
        this.samples = samples;
        this.credentials = credentials;
        this.helpers = helpers;
    }

    List<Statement> statements() {
        return List.copyOf(statements);
    }

    /** Whether it holds an identifier that the document does not say where to get. */
    boolean guessed() {
        return guessed;
    }

    /** Adds the operation's request, and before it whatever gives the identifiers that it needs. */
    void add(Operation operation) throws AuthoringException {
        if (done.contains(operation)) {
            return; // it was how an identifier was got
        }
        credentials.begin(operation, said, statements);
        List<Expression> ids = identifiers(operation, operation.placeholders().size());
        statements.add(Statement.call(operations.write(operation, ids, known(operation))));
    }

    /** An update says the identifier of what it updates in its body, too; one of a collection says it only there. */
    private Map<String, Expression> known(Operation operation) {
        String own = operation.path().replaceAll("\\{[^}/]+}", "{}");
        boolean update = operation.method().equals("put") || operation.method().equals("patch");
        Identified identified = identifiers.get(own.endsWith("/{}") ? own : own + "/{}");
        if (!update || identified == null || !identified.found()) {
            return Map.of();
        }
        Map<String, Expression> known = new HashMap<>();
        known.put(identified.name(), identified.value());
        if (identified.name().toLowerCase(Locale.ROOT).endsWith("id")) {
            known.put("id", identified.value());
        }
        return known;
    }

    private List<Expression> identifiers(Operation operation, int count) throws AuthoringException {
        List<Expression> values = new ArrayList<>();
        for (int placeholder = 0; placeholder < count; placeholder++) {
            String path = operation.pathTo(placeholder).replaceAll("\\{[^}/]+}", "{}");
            Identified known = identifiers.get(path);
            if (known == null) {
                known = identifier(operation, placeholder);
                identifiers.put(path, known);
            }
            values.add(known.value());
        }
        return values;
    }

    private Identified identifier(Operation operation, int placeholder) throws AuthoringException {
        String name = operation.placeholders().get(placeholder);
        Optional<Source> source = resources.source(operation, placeholder);
        if (source.isPresent()) {
            Operation giver = source.get().operation();
            List<Expression> arguments = new ArrayList<>();
            arguments.add(Expression.of("user"));
            arguments.addAll(identifiers(giver, giver.placeholders().size()));
            credentials.begin(giver, said, statements);
            String variable = variables.lower(name, "id");
            String method = helpers.nameOf(source.get());
            statements.add(new Statement.Plain("String " + variable + " = "
                    + Expression.call(method, arguments).flat()));
            done.add(giver);
            return new Identified(name, Expression.of(variable), true);
        }
        Optional<Parameter> parameter = operation.pathParameter(name);
        Schema schema = parameter.isPresent()
                ? parameter.get().schema()
                : Schema.of(new Document("", MissingNode.getInstance()), MissingNode.getInstance());
        boolean example = parameter.isPresent()
                && (parameter.get().example().isValueNode()
                        || schema.example().isValueNode()
                        || schema.attribute("enum").isArray());
        guessed |= !example;
        JsonNode given = parameter.map(Parameter::example).orElse(MissingNode.getInstance());
        return new Identified(name, samples.text(schema, Place.top(name, given)), false);
    }

    /** The body of a method that gives an identifier; its parameters are the placeholders of the operation's path. */
    List<Statement> giving(Source source, List<String> parameters) throws AuthoringException {
        Operation operation = source.operation();
        List<Expression> ids = parameters.stream().map(Expression::of).toList();
        return switch (source) {
            case Source.Made(Operation _, String pointer) ->
                List.of(new Statement.Return(
                        operations.write(operation, ids, Map.of()).then("at", Expression.text(pointer))));
            case Source.Listed(Operation _, String pointer) ->
                List.of(new Statement.Return(
                        operations.write(operation, ids, Map.of()).then("at", Expression.text(pointer))));
            case Source.Located(Operation _) ->
                List.of(new Statement.Return(operations
                        .write(operation, ids, Map.of())
                        .then("header", Expression.text("Location"))
                        .then("map", Expression.of(LAST_SEGMENT))
                        .then("orElseThrow")));
            case Source.Named(Operation _, String property) -> {
                String variable = variables.lower(property, "name");
                yield List.of(
                        new Statement.Plain("String " + variable + " = user.unique("
                                + Expression.text(property).flat() + ")"),
                        Statement.call(operations.write(operation, ids, Map.of(property, Expression.of(variable)))),
                        new Statement.Plain("return " + variable));
            }
        };
    }
}
