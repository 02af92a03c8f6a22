package io.headroom.engine;

import io.headroom.engine.http.CookieJar;
import io.headroom.engine.http.HeaderLines;
import io.headroom.engine.http.LastAnswer;
import io.headroom.engine.http.RequestDetails;
import io.headroom.engine.http.RequestHead;
import io.headroom.engine.http.RequestName;
import io.headroom.engine.http.ResponseHead;
import io.headroom.engine.measurement.Recorder;
import io.headroom.scenario.FailedStepException;
import io.headroom.scenario.Response;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One request and its answer: one step of a branch. It counts as a success only when its branch goes on, because the body may still turn out not to
 * be what the scenario reads it as. Redirects on the way belong to the step: it is sent again from where its answer came in, while its user still waits.
 */
final class Exchange extends Draft {
    private static final int UNAUTHORIZED = 401;

    private Connections connections;
    private final long due;
    private long issued;
    private long sent;
    private long ended;
    private boolean sentAgain;
    private @Nullable Carrier carrier;
    private @Nullable Detour detour;
    private @Nullable String failure;
    private String failureSentence = "";

    Exchange(Branch branch, Lane lane, RequestName name, Object[] values, long due) {
        super(branch, lane, name, values);
        this.connections =
                name.origin() == null ? lane.origins().home() : lane.origins().to(name.origin());
        this.due = due;
    }

    // ---- the scenario's side -------------------------------------------------------------------------------------

    @Override
    Response exchange() {
        if (issued != 0) {
            throw new IllegalStateException(name + " was already sent");
        }
        if (details != null && details.contentType() != null) {
            contentType = details.contentType();
            content = details.content();
        }
        issued = branch.user().loop().passBegan();
        branch.await(this);
        if (failure == null && !isExpected(status)) {
            Person person = branch.user().person();
            String expiry = status == UNAUTHORIZED && person != null ? person.expiry() : "";
            failure = expiry.isEmpty() ? "status-" + status : "token-expired";
            failureSentence = name + " answered " + status + ", expected " + expectation()
                    + (expiry.isEmpty() ? "" : ": " + expiry);
        }
        if (failure != null) {
            throw branch.fail(new FailedStepException(failure, failureSentence));
        }
        return this;
    }

    @Override
    public int redirects() {
        return detour == null ? 0 : detour.hops();
    }

    @Override
    ResponseHead head() {
        if (carrier == null || !branch.isLatest(this)) {
            throw new IllegalStateException("the headers of " + name + " can be read until the user's next step");
        }
        return carrier.head();
    }

    @Override
    FailedStepException mismatch(@Nullable String why) {
        String firstLine = String.valueOf(why).lines().findFirst().orElse("");
        return failAfterwards("body-mismatch", name + " answered a body that does not fit: " + firstLine);
    }

    /** Turns a step that had succeeded into a failure; if the user has gone on since, the failure counts by itself. */
    FailedStepException failAfterwards(String kind, String sentence) {
        var exception = new FailedStepException(kind, sentence);
        if (!branch.isLatest(this)) {
            return exception;
        }
        failure = kind;
        failureSentence = sentence;
        return branch.fail(exception);
    }

    // ---- the engine's side ---------------------------------------------------------------------------------------

    long due() {
        return due;
    }

    /** When the scenario asked for it, to within a pass of its loop, which is when its timeout begins. */
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

    LastAnswer lastAnswer() {
        return name.lastAnswer();
    }

    boolean isHead() {
        return name.isHead();
    }

    boolean hasEnded() {
        return ended != 0;
    }

    /** Whether its time is up, given the target's timeout. */
    boolean isLate(long now, long timeoutNanos) {
        boolean own = details != null && details.timeoutNanos() > 0;
        return now - issued >= (own ? Objects.requireNonNull(details).timeoutNanos() : timeoutNanos);
    }

    void writeTo(ByteBuf out) {
        Transcript transcript = lane.transcript();
        int from = out.writerIndex();
        write(out);
        if (transcript != null) {
            transcript.asked(this, ByteBufUtil.getBytes(out, from, out.writerIndex() - from));
        }
    }

    private void write(ByteBuf out) {
        Person person = branch.user().person();
        if (details != null || person != null || detour != null) {
            writeInDetail(out, person);
            return;
        }
        name.writeRequestLine(out, values);
        connections.head().write(out, lane.traces().next());
        if (contentType != null) {
            RequestHead.writeContent(out, contentType, content);
        } else if (name.carriesContent()) {
            RequestHead.writeNoContent(out);
        }
        RequestHead.writeEnd(out);
        out.writeBytes(content);
    }

    private void writeInDetail(ByteBuf out, @Nullable Person person) {
        HeaderLines headers = headers(person);
        boolean hasContent = detour == null || detour.keepsContent();
        if (detour != null) {
            RequestName.writeRequestLine(out, detour.method(), detour.path());
        } else {
            name.writeRequestLine(out, values, details == null ? null : details.query());
        }
        connections.head().writeWithout(headers, out, lane.traces().next());
        headers.writeTo(out);
        if (hasContent && contentType != null) {
            if (!headers.has("content-type")) {
                RequestHead.writeContentType(out, contentType);
            }
            RequestHead.writeContentLength(out, content.length);
        } else if (hasContent && name.carriesContent()) {
            RequestHead.writeNoContent(out);
        }
        RequestHead.writeEnd(out);
        if (hasContent) {
            out.writeBytes(content);
        }
    }

    /** Its own headers and its user's; where a name occurs twice, its own. */
    private HeaderLines headers(@Nullable Person person) {
        var headers = new HeaderLines();
        if (details != null) {
            headers.addMissing(details.headers());
        }
        if (person != null) {
            headers.addMissing(person.headers(connections == lane.origins().home()));
        }
        if (detour != null && detour.abroad()) {
            headers.remove("authorization");
            headers.remove("cookie");
        }
        if (detour != null && !detour.keepsContent()) {
            headers.remove("content-type");
        }
        if (person != null && !person.cookies().isEmpty() && !headers.has("cookie")) {
            String cookies = person.cookies().header(place());
            if (cookies != null) {
                headers.add("cookie", cookies);
            }
        }
        return headers;
    }

    /** Where it goes at the moment. */
    private Detour whereabouts() {
        if (detour != null) {
            return detour;
        }
        String path = name.path(values, details == null ? null : details.query());
        return new Detour(name.method(), URI.create(connections.origin() + path), true, false, 0);
    }

    private CookieJar.Place place() {
        return whereabouts().place();
    }

    void sent(Carrier by, long at) {
        carrier = by;
        if (sent == 0) {
            sent = at;
            branch.recorder().sent(at);
        }
    }

    /** Whether it may be sent a second time, as nobody can tell whether the first arrived; true once. */
    boolean mayBeSentAgain() {
        boolean safe = RequestName.isIdempotent(detour == null ? name.method() : detour.method());
        boolean may = safe && !sentAgain;
        if (may) {
            sentAgain = true;
            branch.recorder().reconnected();
        }
        return may;
    }

    /** Whether it may be sent a second time after the target has said that it did not look at it; true once. */
    boolean mayBeSentAgainUnseen() {
        boolean may = !sentAgain;
        if (may) {
            sentAgain = true;
            branch.recorder().reconnected();
        }
        return may;
    }

    void answered(int code, byte[] bytes) {
        if (hasEnded()) {
            return;
        }
        ResponseHead head = Objects.requireNonNull(carrier).head();
        if (lane.transcript() != null) {
            lane.transcript().answered(this, head, bytes);
        }
        try {
            if (head.setsCookies()) {
                keepCookies(head);
            }
            if (Detour.isRedirect(code) && !isExpected(code) && goesOn(code, head)) {
                return;
            }
        } catch (IllegalArgumentException e) {
            failed("redirect-failed", String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            failed("engine-failure", e.toString()); // a defect of ours, which must not leave the user waiting
        }
        status = code;
        body = bytes;
        end();
    }

    private void keepCookies(ResponseHead head) {
        CookieJar jar = branch.user().somebody().cookies();
        CookieJar.Place place = place();
        head.headers("set-cookie").forEach(cookie -> jar.store(cookie, place));
    }

    /** Follows a redirect, if it may; what it may not follow is an answer like any other, or the end of a circle. */
    private boolean goesOn(int code, ResponseHead head) {
        Optional<String> location = head.header("location");
        int max = details == null ? RequestDetails.REDIRECTS_MAX : details.redirectsMax();
        Detour next = location.isEmpty() || max == 0 ? null : whereabouts().next(code, location.get());
        if (next == null) {
            return false;
        }
        if (next.hops() > max) {
            failed("redirect-loop", "redirected more than " + max + " times, last to " + location.get());
        } else {
            connections = lane.origins().to(next.origin());
            detour = next;
            told(null);
            branch.user().loop().submit(this);
        }
        return true;
    }

    void failed(String kind, String sentence) {
        if (!hasEnded()) {
            failure = kind;
            failureSentence = name + ": " + sentence;
            end();
        }
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
            recorder.failed(name, failure, failureSentence, ended);
        }
        told(failure == null ? null : failure + ": " + failureSentence);
    }

    private void told(@Nullable String how) {
        if (lane.transcript() != null) {
            lane.transcript().ended(this, how);
        }
    }

    /** Gives up waiting for the answer. What waits in line for a connection leaves it with all the others. */
    void cutOff() {
        ended = Loop.now();
        told("unfinished: no answer until the journey was cut off");
        if (carrier != null) {
            carrier.abandon(this);
        }
    }
}
