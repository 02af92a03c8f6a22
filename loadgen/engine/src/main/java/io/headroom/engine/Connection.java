package io.headroom.engine;

import io.headroom.engine.http.MalformedResponseException;
import io.headroom.engine.http.ResponseHead;
import io.headroom.engine.http.ResponseParser;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One connection of one event loop: free, or answering one exchange. Only its loop touches it. */
final class Connection extends ChannelInboundHandlerAdapter {
    private static final int TYPICAL_REQUEST_BYTES = 512;

    private final Connections owner;
    private final ResponseParser parser = new ResponseParser();
    private @Nullable Channel channel;
    private @Nullable Exchange exchange;
    /** Place in its owner's list; −1 when it has left. */
    int position = -1;

    Connection(Connections owner) {
        this.owner = owner;
    }

    void opened(Channel channel) {
        this.channel = channel;
    }

    @Nullable
    Exchange exchange() {
        return exchange;
    }

    boolean isOpen() {
        return channel != null && channel.isActive();
    }

    void send(Exchange next) {
        Channel open = Objects.requireNonNull(channel);
        exchange = next;
        parser.begin(next.isHead());
        ByteBuf out = open.alloc().directBuffer(TYPICAL_REQUEST_BYTES);
        next.writeTo(out);
        next.sent(this, Loop.now());
        Channel.Unsafe unsafe = open.unsafe(); // past the pipeline, which has nothing to add
        unsafe.write(out, open.voidPromise());
        unsafe.flush();
    }

    /** The head of the last answer, until the next request is sent here. */
    ResponseHead head() {
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
        owner.loop().drain();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (exchange != null && parser.endOfConnection()) {
            answered(false);
        }
        String when = parser.hasBegun() ? "in the middle of its answer" : "without an answer";
        fail("connection-closed", "the target closed the connection " + when);
        owner.loop().drain();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        boolean network = cause instanceof IOException;
        fail(network ? "connection-reset" : "engine-failure", network ? "the connection was reset" : cause.toString());
        owner.loop().drain();
    }

    /** Ends the exchange, if any, as failed, and closes. */
    void fail(String kind, String sentence) {
        Exchange failed = exchange;
        exchange = null;
        close();
        if (failed != null) {
            failed.failed(kind, sentence);
        }
    }

    /** Forgets the exchange, which was cut off, and closes. */
    void abandon() {
        exchange = null;
        close();
    }

    void close() {
        owner.left(this);
        if (channel != null) {
            channel.close();
        }
    }

    private void answered(boolean reusable) {
        Exchange answered = Objects.requireNonNull(exchange);
        exchange = null;
        answered.answered(parser.head().status(), parser.body());
        if (reusable) {
            owner.free(this);
        } else {
            close();
        }
    }
}
