package io.headroom.engine;

import io.headroom.engine.http.MalformedResponseException;
import io.headroom.engine.http.ResponseHead;
import io.headroom.engine.http.ResponseParser;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http2.Http2Headers;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One exchange on an HTTP/2 connection, and what has come of its answer. */
final class Http2Stream implements Carrier {
    private static final byte[] NO_BODY = {};
    private static final int INTERIM_MAX = 32;
    private static final int FINAL_STATUS_MIN = 200;

    private final Http2Connection owner;
    private final int id;
    private final Exchange exchange;
    private @Nullable ResponseHead head;
    private byte[] body = NO_BODY;
    private int bodyEnd;
    private int interim;

    Http2Stream(Http2Connection owner, int id, Exchange exchange) {
        this.owner = owner;
        this.id = id;
        this.exchange = exchange;
    }

    int id() {
        return id;
    }

    Exchange exchange() {
        return exchange;
    }

    /** Whether anything of the answer has come. */
    boolean hasBegun() {
        return head != null || interim > 0;
    }

    /** Takes an answer's head, an interim one, or trailers, which nobody asks for. */
    void headers(Http2Headers headers) throws MalformedResponseException {
        if (head != null) {
            return;
        }
        ResponseHead read = ResponseHead.ofHttp2(headers);
        if (read.status() >= FINAL_STATUS_MIN) {
            head = read;
        } else if (++interim > INTERIM_MAX) {
            throw MalformedResponseException.of("more than " + INTERIM_MAX + " interim answers");
        }
    }

    void data(ByteBuf in) throws MalformedResponseException {
        int count = in.readableBytes();
        ResponseParser.requireBody((long) bodyEnd + count);
        if (bodyEnd + count > body.length) {
            body = Arrays.copyOf(body, Math.max(bodyEnd + count, bodyEnd == 0 ? 0 : 2 * body.length));
        }
        in.readBytes(body, bodyEnd, count);
        bodyEnd += count;
    }

    /** An answer that ends has to have begun. */
    void requireHead() throws MalformedResponseException {
        if (head == null) {
            throw MalformedResponseException.of("an end and no head");
        }
    }

    /** The answer is complete. */
    void answered() {
        exchange.answered(head().status(), bodyEnd == body.length ? body : Arrays.copyOf(body, bodyEnd));
    }

    @Override
    public ResponseHead head() {
        return Objects.requireNonNull(head, "an answer's head");
    }

    @Override
    public void abandon(Exchange cutOff) {
        owner.abandon(this);
    }
}
