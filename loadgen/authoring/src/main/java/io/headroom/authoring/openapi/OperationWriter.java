package io.headroom.authoring.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.headroom.authoring.AuthoringException;
import io.headroom.authoring.openapi.Operation.Body;
import io.headroom.authoring.openapi.Operation.Parameter;
import io.headroom.authoring.openapi.Samples.Place;
import io.headroom.authoring.source.Chain;
import io.headroom.authoring.source.Expression;
import io.headroom.authoring.source.Names;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Writes the request of one operation. */
final class OperationWriter {
    private static final int STATUSES_MAX = 3;

    /** OpenAPI says these headers elsewhere. */
    private static final Set<String> SAID_ELSEWHERE = Set.of("accept", "content-type", "authorization");

    private final Samples samples;
    private final Credentials credentials;

    OperationWriter(Samples samples, Credentials credentials) {
        this.samples = samples;
        this.credentials = credentials;
    }

    /**
     * The request and what it expects.
     *
     * @param ids values of the path's placeholders, in order
     * @param known values for properties of the body
     */
    Chain write(Operation operation, List<Expression> ids, Map<String, Expression> known) throws AuthoringException {
        StringBuilder template = new StringBuilder(path(operation.path()));
        List<Expression> arguments = new ArrayList<>(ids);
        char separator = '?';
        for (Parameter parameter : sent(operation, "query")) {
            String name =
                    URLEncoder.encode(parameter.name(), StandardCharsets.UTF_8).replace("+", "%20");
            template.append(separator)
                    .append(name)
                    .append("={")
                    .append(new Names().lower(parameter.name(), "value"))
                    .append('}');
            separator = '&';
            arguments.add(samples.text(parameter.schema(), Place.top(parameter.name(), parameter.example())));
        }
        arguments.addFirst(Expression.text(template.toString()));
        var chain = new Chain(Expression.call("user." + operation.method(), arguments));
        for (Parameter parameter : sent(operation, "header")) {
            if (!SAID_ELSEWHERE.contains(parameter.name().toLowerCase(Locale.ROOT))) {
                Expression value = samples.text(parameter.schema(), Place.top(parameter.name(), parameter.example()));
                chain.with("header", Expression.text(parameter.name()), textual(value));
            }
        }
        credentials.on(chain, operation);
        if (operation.body().isPresent() && !operation.method().equals("get")) {
            body(chain, operation, operation.body().get(), known);
        }
        return expect(chain, operation);
    }

    /** Those that are required, or for which the document gives an example. */
    private static List<Parameter> sent(Operation operation, String place) {
        return operation.parameters().stream()
                .filter(parameter -> parameter.place().equals(place))
                .filter(parameter -> parameter.required()
                        || parameter.example().isValueNode()
                                && !parameter.example().isNull())
                .toList();
    }

    private static Chain expect(Chain chain, Operation operation) {
        boolean range = operation.statuses().isEmpty()
                || operation.statuses().getFirst().toUpperCase(Locale.ROOT).endsWith("XX");
        if (range) {
            return chain.then("expectSuccess");
        }
        return chain.then(
                "expect",
                operation.statuses().stream()
                        .filter(status -> status.matches("\\d+"))
                        .limit(STATUSES_MAX)
                        .map(Expression::of)
                        .toArray(Expression[]::new));
    }

    private void body(Chain chain, Operation operation, Body body, Map<String, Expression> known)
            throws AuthoringException {
        String name = body.schema().name().isEmpty()
                ? operation.id() + " body"
                : body.schema().name();
        var place = new Place(name, body.example(), List.of(), known);
        if (MediaTypes.isJson(body.mediaType())) {
            chain.with("json", samples.value(body.schema(), place).expression());
        } else if (MediaTypes.isForm(body.mediaType()) || MediaTypes.isMultipart(body.mediaType())) {
            fields(chain, body, MediaTypes.isMultipart(body.mediaType()), known);
        } else if (MediaTypes.isText(body.mediaType())) {
            String text = body.example().isTextual() ? body.example().textValue() : "text";
            chain.with("text", Expression.text(body.mediaType()), Expression.text(text));
        } else {
            chain.with("body", Expression.text(body.mediaType()), Expression.of("\"bytes\".getBytes()"));
        }
    }

    private void fields(Chain chain, Body body, boolean multipart, Map<String, Expression> known)
            throws AuthoringException {
        Set<String> required = body.schema().required();
        JsonNode example = body.example().isMissingNode() ? body.schema().example() : body.example();
        Map<String, Schema> properties = body.schema().properties();
        for (var property : properties.entrySet()) {
            String key = property.getKey();
            Schema schema = property.getValue();
            if (!required.isEmpty() && !required.contains(key) && !example.has(key)) {
                continue;
            }
            boolean file = schema.format().equals("binary")
                    || !schema.attribute("contentMediaType").isMissingNode()
                    || schema.items()
                            .filter(items -> items.format().equals("binary"))
                            .isPresent();
            if (multipart && file) {
                chain.with(
                        "part",
                        Expression.text(key),
                        Expression.text(key + ".txt"),
                        Expression.text("text/plain"),
                        Expression.of("\"contents\".getBytes()"));
            } else {
                Expression value = known.containsKey(key)
                        ? known.get(key)
                        : samples.text(
                                schema,
                                Place.top(
                                        key, example.isMissingNode() ? MissingNode.getInstance() : example.path(key)));
                chain.with(multipart ? "part" : "form", Expression.text(key), value);
            }
        }
    }

    private static Expression textual(Expression value) {
        String java = value.flat();
        boolean text = java.startsWith("\"")
                || java.startsWith("user.unique")
                || java.startsWith("user.uuid")
                || java.startsWith("user.pick(List.of(\"");
        return text ? value : Expression.call("String.valueOf", value);
    }

    /** The template as a request line can carry it; placeholders stay. */
    private static String path(String template) {
        StringBuilder out = new StringBuilder();
        boolean placeholder = false;
        for (int i = 0; i < template.length(); i++) {
            char c = template.charAt(i);
            placeholder = c == '{' || placeholder && c != '}';
            if (c == '#' || c == '?') {
                break; // some documents tell operations of one path apart by what is no part of a path
            }
            boolean fits = c > ' ' && c < 127;
            out.append(
                    fits
                            ? Character.toString(c)
                            : placeholder
                                    ? "_"
                                    : URLEncoder.encode(Character.toString(c), StandardCharsets.UTF_8)
                                            .replace("+", "%20"));
        }
        return out.charAt(0) == '/' ? out.toString() : "/" + out;
    }
}
