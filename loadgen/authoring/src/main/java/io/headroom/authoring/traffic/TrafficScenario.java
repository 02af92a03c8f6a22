package io.headroom.authoring.traffic;

import io.headroom.authoring.AuthoringException;
import io.headroom.authoring.WrittenScenario;
import io.headroom.authoring.source.Names;
import io.headroom.authoring.source.Records;
import io.headroom.authoring.source.ScenarioSource;
import io.headroom.authoring.source.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes the scenario whose users do what was seen. */
public final class TrafficScenario {
    /** What one scenario can hold: the engine knows 1,000 different requests, and a method of Java has its limit, too. */
    private static final int REQUESTS_MAX = 1_000;

    private static final int JOURNEY_REQUESTS_MAX = 400;

    private static final Pattern TITLE = Pattern.compile("(?i)<title>([^<]{1,200})</title>");

    private final String name;
    private final Traffic traffic;
    private final Selection selection;
    private final List<Exchange> exchanges;
    private final String mainAuthority;
    private final Names members = new Names();
    private final List<String> warnings = new ArrayList<>();

    private TrafficScenario(String name, Traffic traffic, Selection selection, String mainAuthority) {
        this.name = name;
        this.traffic = traffic;
        this.selection = selection;
        this.exchanges = selection.kept().stream().limit(REQUESTS_MAX).toList();
        this.mainAuthority = mainAuthority;
        members.without(name);
    }

    /**
     * Writes a scenario.
     *
     * @param name of the class
     * @param hosts to keep beside the one that the traffic is about
     */
    public static WrittenScenario write(String name, Traffic traffic, Set<String> hosts) throws AuthoringException {
        List<Exchange> ordered = traffic.exchanges().stream()
                        .allMatch(exchange -> exchange.started().isPresent())
                ? traffic.exchanges().stream()
                        .sorted(Comparator.comparing(
                                exchange -> exchange.started().orElseThrow()))
                        .toList()
                : traffic.exchanges();
        Selection selection = Selection.of(ordered, hosts);
        if (selection.kept().isEmpty()) {
            throw new AuthoringException(traffic.origin() + ": of " + counted(ordered.size(), "request")
                    + " none is left to repeat"
                    + selection.leftOut().entrySet().stream()
                            .map(entry -> entry.getValue() + " × " + entry.getKey())
                            .collect(Collectors.joining(", ", " (", ")"))
                    + (ordered.isEmpty() ? "" : "; name the hosts to keep by --host HOST"));
        }
        String authority = Selection.main(selection.kept()).orElseThrow();
        return new TrafficScenario(name, traffic, selection, authority).write();
    }

    private WrittenScenario write() {
        String origin = exchanges.stream()
                .map(Exchange::address)
                .filter(address -> address.authority().equals(mainAuthority))
                .findFirst()
                .orElseThrow()
                .origin();
        var source = new ScenarioSource(
                name,
                "What was seen at %s, from %s.\n\nTry it: headroom run %s.java --target %s --rate 10/s --for 30s"
                        .formatted(origin, traffic.origin(), name, origin));
        var records = new Records(members);
        var secrets = new Secrets(members);
        secrets.learn(exchanges);
        Links links = Links.of(exchanges);
        List<List<Integer>> chapters = Chapters.of(exchanges, links);
        for (List<Integer> chapter : chapters) {
            List<Integer> written = chapter.stream().limit(JOURNEY_REQUESTS_MAX).toList();
            List<Statement> statements =
                    new JourneyWriter(exchanges, links, mainAuthority, records, secrets).write(written);
            String title = title(exchanges.get(chapter.getFirst()));
            source.journey("@Journey", members.lower(secrets.redacted(title), "journey"), "", statements);
            if (written.size() < chapter.size()) {
                warnings.add("the page \"%s\" has %d requests; the first %d were written"
                        .formatted(title, chapter.size(), JOURNEY_REQUESTS_MAX));
            }
        }
        source.records(records);
        warnings.addAll(secrets.declare(source));
        warnAboutAnswers();
        return new WrittenScenario(name, source.text(), summary(chapters.size()), warnings);
    }

    /** The title that a person gave the page, or else the path that it begins with. */
    private String title(Exchange first) {
        String title = traffic.pages().get(first.page()).strip();
        if (!title.isEmpty() && !title.matches("(?i)[a-z]+://.*|page[_ ]?\\d+|\\S+\\.\\S+/.*")) {
            return title;
        }
        Optional<String> heading = first.answer()
                .filter(Content::isHtml)
                .map(html -> TITLE.matcher(html.text()))
                .filter(Matcher::find)
                .map(found -> found.group(1).strip());
        if (heading.filter(text -> !text.isEmpty()).isPresent()) {
            return heading.get();
        }
        String path = first.address().segments().stream()
                .filter(segment -> !segment.isEmpty() && !Use.varies(Address.decodedSegment(segment)))
                .collect(Collectors.joining(" "));
        return path.isEmpty() ? "home" : Address.decodedSegment(path).replaceAll("\\.(html?|php|jsp|aspx?)$", "");
    }

    private void warnAboutAnswers() {
        Map<Integer, Long> refused = exchanges.stream()
                .map(Exchange::status)
                .filter(status -> status >= 400)
                .collect(Collectors.groupingBy(status -> status, TreeMap::new, Collectors.counting()));
        refused.forEach((status, count) ->
                warnings.add("%s answered %d; expect(%d) takes that for a success: correct it where it is none"
                        .formatted(counted(count, "request was", "requests were"), status, status)));
        if (selection.kept().size() > exchanges.size()) {
            warnings.add("%,d requests are too many for one scenario; the first %,d were written"
                    .formatted(selection.kept().size(), exchanges.size()));
        }
    }

    private List<String> summary(int journeys) {
        List<String> summary = new ArrayList<>();
        summary.add("%s of %s in %s"
                .formatted(
                        counted(exchanges.size(), "request"),
                        String.join(", ", selection.hosts()),
                        counted(journeys, "journey")));
        selection.leftOut().forEach((reason, count) -> summary.add("left out: " + count + " × " + reason));
        return summary;
    }

    private static String counted(long count, String thing) {
        return counted(count, thing, thing + "s");
    }

    private static String counted(long count, String one, String many) {
        return count + " " + (count == 1 ? one : many);
    }
}
