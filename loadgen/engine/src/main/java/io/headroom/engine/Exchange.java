package io.headroom.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.headroom.engine.http.RequestHead;
import io.headroom.engine.http.RequestName;
import io.headroom.engine.measurement.Recorder;
import io.headroom.scenario.FailedStepException;
import io.headroom.scenario.Request;
import io.headroom.scenario.Response;
import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One request and its answer: one step of a branch. It counts as a success only when its branch goes on, because the body may still turn out not to
 * be what the scenario reads it as.
 */
final class Exchange implements Request, Response {
    private static final byte[] NO_BODY = {};

    private final Branch branch;
    private final Lane lane;
    private final Connections connections;
    private final RequestName name;
    private final String[] values;
    private final long due;
    private @Nullable String headers;
    private @Nullable String contentType;
    private byte[] content = NO_BODY;

    private long issued;
    private long sent;
    private long ended;
    private boolean sentAgain;
    private @Nullable Connection connection;
    private int status;
    private byte[] body = NO_BODY;
    private @Nullable String failure;
    private String failureSentence = "";

    Exchange(Branch branch, Lane lane, RequestName name, Object[] values, long due) {
        String[] texts = name.texts(values);
        this.branch = branch;
        this.lane = lane;
        this.connections =
                name.origin() == null ? lane.origins().home() : lane.origins().to(name.origin());
        this.name = name;
        this.values = texts;
        this.due = due;
    }

    // ---- the scenario's side -------------------------------------------------------------------------------------

    @Override
    public Request header(String header, String value) {
        String line = RequestHead.line(header, value);
        headers = headers == null ? line : headers + line;
        return this;
    }

    @Override
    public Request json(Object value) {
        content = lane.json().write(value);
        contentType = "application/json";
        return this;
    }

    @Override
    public Request text(String type, String text) {
        RequestHead.line("content-type", type);
        content = text.getBytes(StandardCharsets.UTF_8);
        contentType = type;
        return this;
    }

    @Override
    public Response expect(int... statuses) {
        if (statuses.length == 0) {
            throw new IllegalArgumentException(name + ": expect needs at least one status code");
        }
        if (issued != 0) {
            throw new IllegalStateException(name + " was already sent");
        }
        issued = Loop.now();
        branch.await(this);
        if (failure == null && !isAmong(statuses)) {
            failure = "status-" + status;
            failureSentence = name + " answered " + status + ", expected "
                    + Arrays.stream(statuses)
                            .mapToObj(String::valueOf)
                            .reduce((a, b) -> a + " or " + b)
                            .orElse("");
        }
        if (failure != null) {
            throw branch.fail(new FailedStepException(failure, failureSentence));
        }
        return this;
    }

    private boolean isAmong(int[] statuses) {
        for (int expected : statuses) {
            if (expected == status) {
                return true;
            }
        }
        return false;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public Optional<String> header(String header) {
        if (connection == null || !branch.isLatest(this)) {
            throw new IllegalStateException("the headers of " + name + " can be read until the user's next step");
        }
        return connection.head().header(header);
    }

    @Override
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
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
        try {
            JsonNode node = lane.json().at(body, pointer);
            if (node.isMissingNode() || node.isNull()) {
                throw mismatch("nothing at " + pointer);
            }
            return node.isValueNode() ? node.asText() : node.toString();
        } catch (IOException e) {
            throw mismatch(e.getMessage());
        }
    }

    private FailedStepException mismatch(@Nullable String why) {
        String firstLine = String.valueOf(why).lines().findFirst().orElse("");
        failure = "body-mismatch";
        failureSentence = name + " answered a body that does not fit: " + firstLine;
        var exception = new FailedStepException(failure, failureSentence);
        return branch.isLatest(this) ? branch.fail(exception) : exception;
    }

    // ---- the engine's side ---------------------------------------------------------------------------------------

    long due() {
        return due;
    }

    /** When the scenario asked for it, which is when its timeout begins. */
    long issued() {
        return issued;
    }

    long ended() {
        return ended;
    }

    /** Those to its origin. */
    Connections connections() {
        return connections;
    }

    boolean isHead() {
        return name.isHead();
    }

    boolean hasEnded() {
        return ended != 0;
    }

    void writeTo(ByteBuf out) {
        name.writeRequestLine(out, values);
        connections.head().write(out, lane.traces().next());
        if (headers != null) {
            out.writeCharSequence(headers, StandardCharsets.ISO_8859_1);
        }
        if (contentType != null) {
            RequestHead.writeContent(out, contentType, content);
        } else if (name.carriesContent()) {
            RequestHead.writeNoContent(out);
        }
        RequestHead.writeEnd(out);
        out.writeBytes(content);
    }

    void sent(Connection on, long at) {
        connection = on;
        if (sent == 0) {
            sent = at;
            branch.recorder().sent(at);
        }
    }

    /** Whether it may be sent a second time, as nobody can tell whether the first arrived; true once. */
    boolean mayBeSentAgain() {
        boolean may = name.isIdempotent() && !sentAgain;
        if (may) {
            sentAgain = true;
            branch.recorder().reconnected();
        }
        return may;
    }

    void answered(int code, byte[] bytes) {
        status = code;
        body = bytes;
        end();
    }

    void failed(String kind, String sentence) {
        failure = kind;
        failureSentence = name + ": " + sentence;
        end();
    }

    private void end() {
        if (!hasEnded()) {
            ended = Loop.now();
            branch.resume();
        }
    }

    /** The step is over: a success, or a failure of its kind. */
    void settle(Recorder recorder) {
        if (failure == null) {
            recorder.completed(name, due, sent, ended);
        } else {
            recorder.failed(failure, failureSentence, ended);
        }
    }

    /** Gives up waiting for the answer. What waits in line for a connection leaves it with all the others. */
    void cutOff() {
        ended = Loop.now();
        if (connection != null && connection.exchange() == this) {
            connection.abandon();
        }
    }

    @Override
    public String toString() {
        return name.toString();
    }
}
