package io.headroom.engine;

import io.headroom.engine.http.RequestDetails;
import io.headroom.engine.http.RequestHead;
import io.headroom.engine.http.RequestName;
import io.headroom.scenario.Request;
import io.headroom.scenario.Response;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The request's side of an {@link Exchange}, as the scenario writes it. */
abstract class Draft extends Answer implements Request {
    private static final int STATUS_LEAST = 100;
    private static final int STATUS_MOST = 999;

    final String[] values;

    @Nullable
    String contentType;

    byte[] content = NO_BODY;

    @Nullable
    RequestDetails details;

    private int expected;
    /** If more than one status code is expected: these or, if there are two and it is a range, all between them. */
    private int @Nullable [] statuses;

    private boolean range;

    Draft(Branch branch, Lane lane, RequestName name, Object[] values) {
        super(branch, lane, name);
        this.values = name.texts(values);
    }

    /** Sends it and waits for the answer. */
    abstract Response exchange();

    private RequestDetails details() {
        if (details == null) {
            details = new RequestDetails();
        }
        return details;
    }

    @Override
    public Request header(String header, String value) {
        details().headers().add(header, value);
        return this;
    }

    @Override
    public Request query(String parameter, Object value) {
        details().query(parameter, value.toString());
        return this;
    }

    @Override
    public Request json(Object value) {
        return whole("application/json", lane.json().write(value));
    }

    @Override
    public Request text(String type, String text) {
        return whole(checked(type), text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Request body(String type, byte[] bytes) {
        return whole(checked(type), bytes);
    }

    private Request whole(String type, byte[] bytes) {
        if (details != null && details.contentType() != null) {
            throw twoBodies();
        }
        contentType = type;
        content = bytes;
        return this;
    }

    private static String checked(String type) {
        RequestHead.line("content-type", type);
        return type;
    }

    @Override
    public Request form(String field, Object value) {
        composing().form(field, value.toString());
        return this;
    }

    @Override
    public Request part(String field, Object value) {
        composing().part(field, value.toString(), this::boundary);
        return this;
    }

    @Override
    public Request part(String field, String fileName, String type, byte[] bytes) {
        composing().part(field, new RequestDetails.File(fileName, type, bytes), this::boundary);
        return this;
    }

    private RequestDetails composing() {
        if (contentType != null) {
            throw twoBodies();
        }
        return details();
    }

    private String boundary() {
        return "headroom-" + branch.user().uuid();
    }

    private IllegalStateException twoBodies() {
        return new IllegalStateException(name + " was given a second body");
    }

    @Override
    public Request basic(String user, String password) {
        byte[] pair = (user + ':' + password).getBytes(StandardCharsets.UTF_8);
        details().headers().set("authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
        return this;
    }

    @Override
    public Request bearer(String token) {
        details().headers().set("authorization", "Bearer " + token);
        return this;
    }

    @Override
    public Request redirects(int max) {
        details().redirectsMax(max);
        return this;
    }

    @Override
    public Request timeout(Duration time) {
        details().timeout(time);
        return this;
    }

    @Override
    public Response expect(int... codes) {
        if (codes.length == 0) {
            throw new IllegalArgumentException(name + ": expect needs at least one status code");
        }
        expected = codes[0];
        if (codes.length > 1) {
            statuses = codes;
        }
        return exchange();
    }

    @Override
    public Response expectBetween(int lowest, int highest) {
        if (lowest > highest || lowest < STATUS_LEAST || highest > STATUS_MOST) {
            throw new IllegalArgumentException(name
                    + ": expectBetween takes two status codes, the lower one first, not " + lowest + " and " + highest);
        }
        statuses = new int[] {lowest, highest};
        range = true;
        return exchange();
    }

    @Override
    public Response expectSuccess() {
        return expectBetween(200, 299);
    }

    boolean isExpected(int code) {
        int[] several = statuses;
        if (several == null) {
            return code == expected;
        }
        if (range) {
            return code >= several[0] && code <= several[1];
        }
        for (int one : several) {
            if (one == code) {
                return true;
            }
        }
        return false;
    }

    /** As in {@code 200 or 404}. */
    String expectation() {
        int[] several = statuses == null ? new int[] {expected} : statuses;
        return Arrays.stream(several).mapToObj(Integer::toString).collect(Collectors.joining(range ? " to " : " or "));
    }
}
