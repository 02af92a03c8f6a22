package io.headroom.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.headroom.engine.http.HtmlInput;
import io.headroom.engine.http.RequestName;
import io.headroom.engine.http.ResponseHead;
import io.headroom.scenario.FailedStepException;
import io.headroom.scenario.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/**
 * The answer's side of an {@link Exchange}. Request and answer are one object in three layers, each of which is one concern, because every object more
 * would be an allocation per request.
 */
abstract class Answer implements Response {
    static final byte[] NO_BODY = {};

    final Branch branch;
    final Lane lane;
    final RequestName name;
    int status;
    /** Other answers may have the same array. */
    byte[] body = NO_BODY;

    Answer(Branch branch, Lane lane, RequestName name) {
        this.branch = branch;
        this.lane = lane;
        this.name = name;
    }

    /** The answer's head, as long as it can be read. */
    abstract ResponseHead head();

    /** The body is not what the scenario reads it as. */
    abstract FailedStepException mismatch(@Nullable String why);

    @Override
    public int status() {
        return status;
    }

    @Override
    public Optional<String> header(String header) {
        return head().header(header);
    }

    @Override
    public List<String> headers(String header) {
        return head().headers(header);
    }

    @Override
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    @Override
    public byte[] bytes() {
        return body.clone();
    }

    @Override
    public <T> T as(Class<T> type) {
        try {
            T value = lane.json().read(body, type);
            if (value == null) {
                throw mismatch("null");
            }
            return value;
        } catch (IOException e) {
            throw mismatch(e.getMessage());
        }
    }

    @Override
    public <T> List<T> asList(Class<T> type) {
        try {
            return lane.json().readList(body, type);
        } catch (IOException e) {
            throw mismatch(e.getMessage());
        }
    }

    @Override
    public String at(String pointer) {
        return textOf(tree().at(pointer), pointer);
    }

    @Override
    public List<String> atAll(String... pointers) {
        JsonNode root = tree();
        List<String> found = new ArrayList<>();
        for (String pointer : pointers) {
            collect(root, pointer, pointer, found);
        }
        return found;
    }

    private void collect(JsonNode node, String rest, String pointer, List<String> found) {
        int star = (rest + '/').indexOf("/*/");
        if (star < 0) {
            found.add(textOf(node.at(rest), pointer));
            return;
        }
        JsonNode parent = node.at(rest.substring(0, star));
        if (!parent.isContainerNode()) {
            throw mismatch("no array or object at " + rest.substring(0, star) + " of " + pointer);
        }
        for (JsonNode child : parent) {
            collect(child, rest.substring(star + 2), pointer, found);
        }
    }

    private JsonNode tree() {
        try {
            return lane.json().tree(body);
        } catch (IOException e) {
            throw mismatch(e.getMessage());
        }
    }

    private String textOf(JsonNode node, String pointer) {
        if (node.isMissingNode() || node.isNull()) {
            throw mismatch("nothing at " + pointer);
        }
        return node.isValueNode() ? node.asText() : node.toString();
    }

    @Override
    public String find(String regex) {
        Matcher matcher = lane.pattern(regex).matcher(text());
        if (!matcher.find()) {
            throw mismatch("nothing matches " + regex);
        }
        return matched(matcher);
    }

    @Override
    public List<String> findAll(String regex) {
        return lane.pattern(regex)
                .matcher(text())
                .results()
                .map(result -> String.valueOf(result.groupCount() > 0 ? result.group(1) : result.group()))
                .toList();
    }

    private static String matched(Matcher matcher) {
        return String.valueOf(matcher.groupCount() > 0 ? matcher.group(1) : matcher.group());
    }

    @Override
    public String field(String field) {
        return HtmlInput.value(text(), field)
                .orElseThrow(() -> mismatch("no <input> of the name " + field + " that has a value"));
    }

    @Override
    public String toString() {
        return name.toString();
    }
}
