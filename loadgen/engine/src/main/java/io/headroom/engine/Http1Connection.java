package io.headroom.engine;

import io.headroom.engine.http.MalformedResponseException;
import io.headroom.engine.http.ResponseHead;
import io.headroom.engine.http.ResponseParser;
import io.headroom.engine.tls.TlsFailure;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A connection that speaks HTTP/1.1: free, or answering one exchange. */
final class Http1Connection extends Connection implements Carrier {
    private final Connections owner;
    private final boolean plain;
    private final ResponseParser parser = new ResponseParser();
    private @Nullable Wire wire;
    private @Nullable Exchange exchange;
    private boolean idled;

    /** @param plain whether nothing stands between it and its socket */
    Http1Connection(Connections owner, boolean plain) {
        this.owner = owner;
        this.plain = plain;
    }

    void opened(Channel channel) {
        wire = new Wire(channel, plain);
        idled = !owner.isAwaited();
    }

    @Override
    boolean isOpen() {
        return wire != null && wire.isOpen();
    }

    @Override
    boolean hasRoom() {
        return exchange == null && isOpen();
    }

    @Override
    void send(Exchange next) {
        exchange = next;
        parser.begin(next.isHead(), next.lastAnswer());
        ByteBuf out = owner.loop().writeBuffer();
        next.writeTo(out);
        next.sent(this, Loop.now());
        Objects.requireNonNull(wire).send(out);
    }

    @Override
    void failLate(long now, long timeoutNanos) {
        if (exchange != null && exchange.isLate(now, timeoutNanos)) {
            fail("timeout", "no whole answer within the timeout");
        }
    }

    @Override
    public ResponseHead head() {
        return parser.head();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf in = (ByteBuf) message;
        try {
            if (exchange == null) {
                close(); // an answer that nobody asked for
            } else if (parser.read(in)) {
                answered(parser.head().keepAlive() && !in.isReadable());
            }
        } catch (MalformedResponseException e) {
            fail(e.kind(), String.valueOf(e.getMessage()));
        } finally {
            in.release();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        owner.loop().drainAfterReading();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (exchange != null && parser.endOfConnection()) {
            answered(false);
        }
        String when = parser.hasBegun() ? "in the middle of its answer" : "without an answer";
        lost("connection-closed", "the target closed the connection " + when);
        owner.loop().drain();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        TlsFailure tls = plain ? null : TlsFailure.of(cause);
        if (tls != null) {
            fail(tls.kind(), tls.sentence());
        } else if (cause instanceof IOException) {
            lost("connection-reset", "the connection was reset");
        } else {
            fail("engine-failure", cause.toString());
        }
        owner.loop().drain();
    }

    /**
     * A connection that had been idle may be closed by the target just when the next request leaves, which is nobody's fault. As browsers do (RFC 9110,
     * section 9.2.2), what may be repeated is sent once more, on a new connection; the time that this takes is part of its answer's.
     */
    private void lost(String kind, String sentence) {
        Exchange unanswered = exchange;
        if (unanswered != null && idled && !parser.hasBegun() && unanswered.mayBeSentAgain()) {
            exchange = null;
            close();
            owner.sendAgain(unanswered);
        } else {
            fail(kind, sentence);
        }
    }

    @Override
    void fail(String kind, String sentence) {
        Exchange failed = exchange;
        exchange = null;
        close();
        if (failed != null) {
            failed.failed(kind, sentence);
        }
    }

    @Override
    public void abandon(Exchange cutOff) {
        if (exchange == cutOff) {
            exchange = null;
            close();
        }
    }

    void close() {
        owner.left(this);
        if (wire != null) {
            wire.close();
        }
    }

    private void answered(boolean reusable) {
        Exchange answered = Objects.requireNonNull(exchange);
        exchange = null;
        answered.answered(parser.head().status(), parser.body());
        if (reusable) {
            idled = true; // from now on: its other end may close it at any time
            owner.free(this);
        } else {
            close();
        }
    }
}
