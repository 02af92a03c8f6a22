package io.headroom.authoring.traffic;

import com.fasterxml.jackson.databind.JsonNode;
import io.headroom.authoring.source.Names;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the answers so far gave, by value; the first that gave a value is its source. */
final class Answers {
    /** Beyond so many values an answer is a catalogue, and the first ones are enough. */
    private static final int VALUES_MAX = 5_000;

    /** A shorter value of a form's field is a choice or a count, not a token. */
    private static final int FIELD_LENGTH = 8;

    private static final Pattern FIELD = Pattern.compile("<(?:input|meta)\\b[^>]*>", Pattern.CASE_INSENSITIVE);
    private static final Pattern NAME = Pattern.compile("(?i)\\sname=[\"']([^\"']+)[\"']");
    private static final Pattern VALUE = Pattern.compile("(?i)\\s(?:value|content)=[\"']([^\"']+)[\"']");

    private final Map<String, List<Source>> byValue = new HashMap<>();
    private final List<Page> pages = new ArrayList<>();

    /** @param exchange its number */
    record Source(int exchange, Origin origin) {}

    private record Page(int exchange, String html) {}

    void add(int number, Exchange exchange) {
        exchange.answer().filter(Content::isJson).flatMap(Json::read).ifPresent(json -> {
            var budget = new int[] {VALUES_MAX};
            addLeaves(number, json, "", budget);
        });
        exchange.answerHeader("location")
                .map(location -> location.replaceFirst("[^?#]*/([^/?#]+).*", "$1"))
                .ifPresent(segment ->
                        put(Address.decodedSegment(segment), new Source(number, new Origin.LocationSegment())));
        for (Exchange.Header header : exchange.answerHeaders()) {
            if (header.name().equalsIgnoreCase("set-cookie")) {
                String cookie = header.value().split(";", 2)[0];
                int equals = cookie.indexOf('=');
                if (equals > 0) {
                    put(
                            cookie.substring(equals + 1),
                            new Source(
                                    number,
                                    new Origin.Cookie(
                                            cookie.substring(0, equals).strip())));
                }
            }
        }
        exchange.answer().filter(Content::isHtml).ifPresent(html -> addPage(number, html.text()));
    }

    /** The earliest answer that gave this value, if it is likely that the value is meant. */
    Optional<Source> of(Use use) {
        return byValue.getOrDefault(use.value(), List.of()).stream()
                .filter(source -> plausible(use, source.origin()))
                .findFirst()
                .or(() -> linked(use));
    }

    private static boolean plausible(Use use, Origin origin) {
        return switch (origin) {
            case Origin.Pointer(String pointer) -> use.comesFrom(Origin.key(pointer));
            case Origin.LocationSegment() ->
                use.place() == Use.Place.PATH ? Use.varies(use.value()) : use.comesFrom("id");
            case Origin.Cookie(String _) ->
                use.value().length() >= 8
                        && use.place() != Use.Place.PATH
                        && !use.name().equalsIgnoreCase("cookie");
            case Origin.Field(String name) ->
                name.equals(use.name()) && use.value().length() >= FIELD_LENGTH;
            case Origin.Markup _ -> use.place() != Use.Place.PATH && use.value().length() >= FIELD_LENGTH;
        };
    }

    private void put(String value, Source source) {
        if (!value.isEmpty()) {
            byValue.computeIfAbsent(value, _ -> new ArrayList<>()).add(source);
        }
    }

    private void addLeaves(int number, JsonNode node, String pointer, int[] budget) {
        if (node.isObject()) {
            node.properties()
                    .forEach(property -> addLeaves(
                            number,
                            property.getValue(),
                            pointer + "/" + property.getKey().replace("~", "~0").replace("/", "~1"),
                            budget));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                addLeaves(number, node.get(i), pointer + "/" + i, budget);
            }
        } else if ((node.isTextual() || node.isIntegralNumber()) && budget[0]-- > 0 && !pointer.isEmpty()) {
            put(node.asText(), new Source(number, new Origin.Pointer(pointer)));
        }
    }

    private void addPage(int number, String html) {
        pages.add(new Page(number, html));
        Matcher element = FIELD.matcher(html);
        while (element.find()) {
            Matcher name = NAME.matcher(element.group());
            Matcher value = VALUE.matcher(element.group());
            if (name.find() && value.find()) {
                boolean input = element.group().regionMatches(true, 0, "<input", 0, 6);
                Origin origin =
                        input ? new Origin.Field(name.group(1)) : meta(name.group(1), name.start() < value.start());
                put(value.group(1), new Source(number, origin));
            }
        }
    }

    private static Origin meta(String name, boolean nameFirst) {
        String regex = nameFirst
                ? "<meta[^>]*\\sname=[\"']%s[\"'][^>]*\\scontent=[\"']([^\"']+)"
                : "<meta[^>]*\\scontent=[\"']([^\"']+)[\"'][^>]*\\sname=[\"']%s[\"']";
        return new Origin.Markup(regex.formatted(quoted(name)), name);
    }

    /** The page that links to this segment of a path. */
    private Optional<Source> linked(Use use) {
        if (use.place() != Use.Place.PATH || !Use.varies(use.value())) {
            return Optional.empty();
        }
        StringBuilder regex = new StringBuilder("[\"'=]");
        String last = "";
        for (String segment : use.before().split("/")) {
            regex.append(Use.varies(segment) ? "[^/\"']+" : quoted(segment)).append('/');
            last = Use.varies(segment) ? last : segment;
        }
        regex.append("([^/\"'?#<>\\s]+)");
        var origin = new Origin.Markup(regex.toString(), Names.singular(last) + " id");
        Pattern link = Pattern.compile(regex.toString());
        return pages.stream()
                .filter(page -> link.matcher(page.html())
                        .results()
                        .anyMatch(found -> found.group(1).equals(use.value())))
                .findFirst()
                .map(page -> new Source(page.exchange(), origin));
    }

    /** A text as a regular expression, readable where that is possible. */
    private static String quoted(String text) {
        return text.replaceAll("([\\\\.\\[\\]{}()*+?^$|])", "\\\\$1");
    }
}
