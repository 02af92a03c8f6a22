package io.headroom.authoring.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import io.headroom.authoring.AuthoringException;
import io.headroom.authoring.WrittenScenario;
import io.headroom.authoring.openapi.Resources.Source;
import io.headroom.authoring.source.Names;
import io.headroom.authoring.source.Records;
import io.headroom.authoring.source.ScenarioSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Writes the scenario whose users call what a document describes. */
public final class OpenApiScenario {
    private static final List<String> METHODS = List.of("get", "head", "post", "put", "patch", "delete", "options");
    /** The engine knows so many different requests of one scenario. */
    private static final int REQUESTS_MAX = 1_000;

    private final String name;
    private final Document document;
    private final Names members = new Names();
    private final Records records = new Records(members);
    private final Samples samples = new Samples(records);
    private final Credentials credentials;
    private final OperationWriter writer;
    private final ScenarioSource source;
    private final Map<String, String> helpers = new LinkedHashMap<>();
    private final Map<String, Integer> leftOut = new TreeMap<>();
    private final List<String> warnings = new ArrayList<>();
    private Resources resources = new Resources(List.of());

    private OpenApiScenario(String name, Document document) {
        this.name = name;
        this.document = document;
        members.without(name);
        this.credentials = new Credentials(document, members);
        this.writer = new OperationWriter(samples, credentials);
        String title =
                document.root().path("info").path("title").asText("a service").strip();
        this.source = new ScenarioSource(
                name,
                "%s, as %s describes it.\n\nTry it: headroom run %s.java --target %s --rate 10/s --for 30s"
                        .formatted(title, document.file(), name, server(document)));
    }

    /**
     * Writes a scenario.
     *
     * @param name of the class
     * @param tags to keep; empty for all
     */
    public static WrittenScenario write(String name, Path file, Set<String> tags) throws AuthoringException {
        return new OpenApiScenario(name, Document.read(file)).write(tags);
    }

    private WrittenScenario write(Set<String> tags) throws AuthoringException {
        List<Operation> operations = operations(tags);
        resources = new Resources(operations);
        List<List<Operation>> journeys = resources.journeys();
        List<JourneyWriter> written = new ArrayList<>();
        for (List<Operation> journey : journeys) {
            JourneyWriter writing = newJourney();
            for (Operation operation : journey) {
                if (!resources.gives(operation, journey)) {
                    writing.add(operation);
                }
            }
            written.add(writing);
        }
        long guessed = written.stream().filter(JourneyWriter::guessed).count();
        boolean allGuessed = guessed == written.size();
        for (int i = 0; i < written.size(); i++) {
            boolean idle = written.get(i).guessed() && !allGuessed;
            source.journey(
                    idle ? "@Journey(share = 0)" : "@Journey",
                    members.lower(title(journeys.get(i)), "journey"),
                    documentation(journeys.get(i), written.get(i).guessed()),
                    written.get(i).statements());
        }
        source.records(records);
        warnings.addAll(credentials.declare(source));
        warn(guessed, allGuessed);
        List<String> summary = new ArrayList<>();
        summary.add("%d operations in %d journeys".formatted(operations.size(), journeys.size()));
        leftOut.forEach((reason, count) -> summary.add("left out: " + count + " × " + reason));
        return new WrittenScenario(name, source.text(), summary, warnings);
    }

    private void warn(long guessed, boolean all) {
        if (guessed > 0) {
            warnings.add((guessed == 1 ? "1 journey needs" : guessed + " journeys need")
                    + " identifiers that no operation gives"
                    + (all
                            ? ": put values of your service in"
                            : ", and got share = 0: put values in, then give shares"));
        }
    }

    private List<Operation> operations(Set<String> tags) throws AuthoringException {
        List<Operation> operations = new ArrayList<>();
        Set<String> known = new TreeSet<>();
        for (var path : document.root().path("paths").properties()) {
            if (!path.getKey().startsWith("/")) {
                continue; // an extension
            }
            JsonNode item = document.resolved(path.getValue());
            for (var entry : item.properties()) {
                if (METHODS.contains(entry.getKey())) {
                    JsonNode node = entry.getValue();
                    node.path("tags").forEach(tag -> known.add(tag.asText()));
                    if (keeps(node, tags)) {
                        operations.add(Operation.of(
                                document, path.getKey().replaceAll("[?#].*", ""), entry.getKey(), item, node));
                    }
                } else if (entry.getKey().equals("trace")) {
                    leftOut.merge("method TRACE, which scenarios do not have", 1, Integer::sum);
                }
            }
        }
        if (operations.isEmpty()) {
            throw new AuthoringException(document.file() + ": paths describe no operation to call"
                    + (tags.isEmpty()
                            ? ""
                            : " with a tag of " + String.join(", ", tags) + "; there are " + String.join(", ", known)));
        }
        if (operations.size() > REQUESTS_MAX) {
            warnings.add("%,d operations are too many for one scenario; the first %,d were written: choose by --tag TAG"
                    .formatted(operations.size(), REQUESTS_MAX));
        }
        return operations.stream().limit(REQUESTS_MAX).toList();
    }

    private boolean keeps(JsonNode operation, Set<String> tags) throws AuthoringException {
        boolean tagged = tags.isEmpty();
        for (JsonNode tag : operation.path("tags")) {
            tagged |= tags.contains(tag.asText());
        }
        if (!tagged) {
            leftOut.merge("other tag", 1, Integer::sum);
            return false;
        }
        if (operation.path("deprecated").asBoolean()) {
            leftOut.merge("deprecated", 1, Integer::sum);
            return false;
        }
        if (isEndless(operation)) {
            leftOut.merge("event stream, which does not end", 1, Integer::sum);
            return false;
        }
        return true;
    }

    private boolean isEndless(JsonNode operation) throws AuthoringException {
        for (var response : operation.path("responses").properties()) {
            JsonNode content = document.resolved(response.getValue()).path("content");
            if (response.getKey().startsWith("2") && content.size() == 1 && content.has("text/event-stream")) {
                return true;
            }
        }
        return false;
    }

    private JourneyWriter newJourney() {
        return new JourneyWriter(resources, writer, samples, credentials, this::helper);
    }

    /** The method that gives an identifier; it is written when the first journey needs it. */
    private String helper(Source source) throws AuthoringException {
        Operation operation = source.operation();
        String key = operation.method() + " " + operation.path() + " "
                + (source instanceof Source.Made made ? made.pointer() : "");
        String known = helpers.get(key);
        if (known != null) {
            return known;
        }
        boolean listed = source instanceof Source.Listed;
        String thing = Names.singular(lastWord(operation.path()));
        String method = members.lower((listed ? "any " : "new ") + thing, "identifier");
        helpers.put(key, method);
        var scope = Names.ofVariables();
        List<String> parameters = operation.placeholders().stream()
                .map(placeholder -> scope.lower(placeholder, "id"))
                .toList();
        StringBuilder signature = new StringBuilder("private static String " + method + "(User user");
        parameters.forEach(parameter -> signature.append(", String ").append(parameter));
        this.source.helper(
                signature.append(")").toString(),
                listed ? "The first one that is listed." : "",
                newJourney().giving(source, parameters));
        return method;
    }

    private static String title(List<Operation> journey) {
        Operation first = journey.getFirst();
        if (journey.size() > 1) {
            return lastWord(first.path());
        }
        return first.id().isEmpty() ? first.method() + " " + first.path().replaceAll("\\{[^}]*}", "") : first.id();
    }

    private static String lastWord(String path) {
        String last = "thing";
        for (String segment : path.split("/")) {
            last = segment.isEmpty() || segment.contains("{") ? last : segment;
        }
        return last;
    }

    private static String documentation(List<Operation> journey, boolean guessed) {
        String what = journey.size() == 1 ? journey.getFirst().summary() : "";
        String sentence = what.isEmpty() || what.endsWith(".") ? what : what + ".";
        return guessed
                ? (sentence + " No operation gives the identifiers: put some of your service in.").strip()
                : sentence;
    }

    private static String server(Document document) {
        if (document.isSwagger2()) {
            return absolute(Swagger2.server(document.root()));
        }
        JsonNode server = document.root().path("servers").path(0);
        String url = server.path("url").asText("");
        for (var variable : server.path("variables").properties()) {
            url = url.replace(
                    "{" + variable.getKey() + "}",
                    variable.getValue().path("default").asText());
        }
        return absolute(url);
    }

    private static String absolute(String url) {
        String plain = url.replaceAll("/$", "");
        return plain.contains("://") ? plain : "http://localhost:8080" + plain;
    }
}
