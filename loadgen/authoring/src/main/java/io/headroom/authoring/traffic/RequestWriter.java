package io.headroom.authoring.traffic;

import com.fasterxml.jackson.databind.JsonNode;
import io.headroom.authoring.source.Chain;
import io.headroom.authoring.source.Expression;
import io.headroom.authoring.source.JsonExpressions;
import io.headroom.authoring.source.JsonExpressions.Typed;
import io.headroom.authoring.source.Literals;
import io.headroom.authoring.source.Names;
import io.headroom.authoring.source.Records;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Writes one request: its template and the values in it, its headers, its body. */
final class RequestWriter {
    /** With more simple values a constructor call says less than the text. */
    private static final int BODY_LEAVES_MAX = 24;

    private static final int BODY_TEXT_MAX = 2_000;

    private final String mainAuthority;
    private final Records records;
    private final Secrets secrets;
    private final Exchange exchange;
    private final Function<Use, Optional<Expression>> given;

    /**
     * @param mainAuthority the host whose requests are written as paths
     * @param given what an earlier answer gave in place of a value, if one did
     */
    RequestWriter(
            String mainAuthority,
            Records records,
            Secrets secrets,
            Exchange exchange,
            Function<Use, Optional<Expression>> given) {
        this.mainAuthority = mainAuthority;
        this.records = records;
        this.secrets = secrets;
        this.exchange = exchange;
        this.given = given;
    }

    /** The request as far as {@code expect}. */
    Chain write() {
        var chain = new Chain(Expression.call("user." + exchange.method().toLowerCase(Locale.ROOT), path()));
        headers(chain);
        exchange.content().ifPresent(content -> body(chain, content));
        // A user that comes for the first time has nothing to compare with, so the target sends what the browser had
        // already.
        return chain.then(
                "expect", Expression.of(Integer.toString(exchange.status() == 304 ? 200 : exchange.status())));
    }

    // -------------------------------------------------------------------------------------------------------------
    // path

    private List<Expression> path() {
        Address address = exchange.address();
        List<Expression> values = new ArrayList<>();
        StringBuilder template = new StringBuilder(address.authority().equals(mainAuthority) ? "" : address.origin());
        Set<String> placeholders = new HashSet<>();
        boolean several = address.segments().stream()
                        .filter(segment -> Use.varies(Address.decodedSegment(segment)))
                        .count()
                > 1;
        String previous = "";
        StringBuilder before = new StringBuilder("/");
        for (String segment : address.segments()) {
            String value = Address.decodedSegment(segment);
            Optional<Expression> source = given.apply(Use.segment(value, before.toString()));
            if (source.isPresent() || Use.varies(value)) {
                String name = several ? Names.singular(previous) + " id" : "id";
                template.append('/').append(placeholder(name, placeholders));
                values.add(source.or(() -> secrets.constant("", value)).orElseGet(() -> Expression.text(value)));
            } else {
                template.append('/').append(literal(secrets.redacted(segment)));
                previous = segment;
            }
            before.append(segment).append('/');
        }
        query(address, template, values, placeholders);
        List<Expression> arguments = new ArrayList<>();
        arguments.add(Expression.text(template.toString()));
        arguments.addAll(values);
        return arguments;
    }

    private void query(Address address, StringBuilder template, List<Expression> values, Set<String> placeholders) {
        char separator = '?';
        for (Address.Field field : address.fields()) {
            template.append(separator).append(encoded(field.name())).append('=');
            separator = '&';
            if (!field.value().isEmpty()) {
                template.append(placeholder(field.name(), placeholders));
                values.add(value(Use.of(Use.Place.QUERY, field.name(), field.value())));
            }
        }
    }

    private static String placeholder(String name, Set<String> taken) {
        String plain = new Names().lower(name, "value");
        String unique = plain;
        for (int number = 2; !taken.add(unique); number++) {
            unique = plain + number;
        }
        return "{" + unique + "}";
    }

    /** A path's fixed part: what a request line or a template cannot carry is encoded. */
    private static String literal(String sent) {
        StringBuilder out = new StringBuilder();
        sent.codePoints().forEach(c -> {
            if (c <= ' ' || c >= 127 || c == '{' || c == '}' || c == '"' || c == '\\') {
                out.append(encoded(Character.toString(c)));
            } else {
                out.appendCodePoint(c);
            }
        });
        return out.toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    // ------------------------------------------------------------------------------------------------- headers and
    // values

    private void headers(Chain chain) {
        for (Exchange.Header header : exchange.headers()) {
            boolean authorization = header.name().equalsIgnoreCase("authorization");
            if (!RequestHeaders.matters(header.name(), exchange)
                    || header.value().isEmpty()) {
                continue;
            }
            Optional<Basic> basic = authorization ? Basic.of(header.value()) : Optional.empty();
            if (basic.isPresent()) {
                chain.with(
                        "basic",
                        Expression.text(basic.get().user()),
                        secrets.constantOf("password", basic.get().password()));
            } else if (!authorization || bearer().isEmpty()) {
                chain.with(
                        "header",
                        Expression.text(header.name()),
                        value(Use.of(Use.Place.HEADER, header.name(), header.value())));
            }
        }
    }

    /** The bearer token that it carries. */
    Optional<Expression> bearer() {
        return exchange.header("authorization")
                .filter(header -> !Use.credential(header).equals(header))
                .map(header -> value(Use.of(Use.Place.HEADER, "authorization", Use.credential(header))));
    }

    private Expression value(Use use) {
        return given.apply(use)
                .or(() -> secrets.constant(use.name(), use.value()))
                .orElseGet(() -> Expression.text(secrets.redacted(use.value())));
    }

    // -------------------------------------------------------------------------------------------------------------
    // bodies

    private void body(Chain chain, Content content) {
        Optional<List<Content.Part>> form = content.form();
        Optional<JsonNode> json = content.isJson() ? Json.read(content) : Optional.empty();
        if (form.isPresent()) {
            form(chain, form.get(), content.isMultipart());
        } else if (json.isPresent() && json.get().isContainerNode()) {
            json(chain, content, json.get());
        } else if (content.bytes().length > 0) {
            raw(chain, content);
        }
    }

    private void json(Chain chain, Content content, JsonNode json) {
        var expressions = new JsonExpressions(records, this::substitute);
        Optional<Expression> expression = leaves(json) <= BODY_LEAVES_MAX && content.bytes().length <= BODY_TEXT_MAX
                ? expressions.expression(json, recordName())
                : Optional.empty();
        if (expression.isPresent() && content.mediaType().equals("application/json")) {
            chain.with("json", expression.get());
            return;
        }
        JsonText text = JsonText.of(json, (key, leaf) -> substitute(key, leaf).map(Typed::expression));
        chain.with("text", Expression.text(content.type()), text.expression());
    }

    private void form(Chain chain, List<Content.Part> parts, boolean multipart) {
        for (Content.Part part : parts) {
            Expression name = Expression.text(part.name());
            if (part.isFile()) {
                chain.with(
                        "part",
                        name,
                        Expression.text(part.fileName()),
                        Expression.text(part.type().isEmpty() ? "application/octet-stream" : part.type()),
                        Expression.of(Literals.text(secrets.redacted(part.value())) + ".getBytes()"));
            } else {
                chain.with(multipart ? "part" : "form", name, value(Use.of(Use.Place.FORM, part.name(), part.value())));
            }
        }
    }

    private void raw(Chain chain, Content content) {
        Expression type = Expression.text(content.type().isEmpty() ? "application/octet-stream" : content.type());
        if (content.isText()) {
            chain.with("text", type, Expression.of(Literals.block(secrets.redacted(content.text()))));
            return;
        }
        Expression bytes = Expression.text(Base64.getEncoder().encodeToString(content.bytes()));
        chain.with("body", type, Expression.call("Base64.getDecoder().decode", bytes));
    }

    private Optional<Typed> substitute(String key, JsonNode leaf) {
        if (!leaf.isTextual() && !leaf.isIntegralNumber()) {
            return Optional.empty();
        }
        Optional<Expression> found = given.apply(Use.of(Use.Place.JSON, key, leaf.asText()));
        if (leaf.isIntegralNumber()) {
            return found.map(variable -> new Typed("long", Expression.call("Long.parseLong", variable)));
        }
        String redacted = secrets.redacted(leaf.textValue());
        return found.or(() -> secrets.constant(key, leaf.textValue()))
                .or(() -> redacted.equals(leaf.textValue()) ? Optional.empty() : Optional.of(Expression.text(redacted)))
                .map(expression -> new Typed("String", expression));
    }

    private static int leaves(JsonNode node) {
        if (node.isValueNode()) {
            return 1;
        }
        int leaves = 0;
        for (JsonNode child : node) {
            leaves += leaves(child);
        }
        return leaves;
    }

    /** For a POST to /profiles NewProfile, for a PUT to /profiles/7 Profile. */
    private String recordName() {
        String last = "";
        for (String segment : exchange.address().segments()) {
            last = Use.varies(segment) || segment.isEmpty() || segment.matches("(?i)v\\d+|api") ? last : segment;
        }
        String thing = Names.singular(last.replaceAll("\\.\\w+$", ""));
        return exchange.method().equals("POST") && !thing.equals(last)
                ? "new " + thing
                : thing.isEmpty() ? "Body" : thing + " body";
    }
}
