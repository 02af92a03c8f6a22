package io.headroom.engine;

import io.headroom.engine.http.Http2Request;
import io.headroom.engine.http.MalformedResponseException;
import io.headroom.engine.tls.TlsFailure;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http2.Http2ConnectionAdapter;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameAdapter;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.util.collection.IntObjectHashMap;
import io.netty.util.collection.IntObjectMap;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A connection that speaks HTTP/2 (RFC 9113): as many exchanges at a time as its other end allows, each on a stream of its own. What they ask for in one
 * pass of the loop leaves in one piece at the end of it.
 *
 * <pre>
 * begun ── settings ──> open ── GOAWAY, or all numbers used ──> leaving ── no stream left ──> closed
 *   └── anything else ──> not opened
 * </pre>
 */
final class Http2Connection extends Connection implements Http2Handler.Complaints {
    /** Long before streams run out of numbers. */
    private static final int LAST_STREAM = 1 << 30;

    /** More at a time are carried if there must be; a person's browser seldom has as many. */
    private static final int EASY_STREAMS = 10;

    private final Connections owner;
    private final Channel channel;
    private final Http2Handler http2 = Http2Handler.of(new Frames(), this);
    private final IntObjectMap<Http2Stream> streams = new IntObjectHashMap<>();
    private @Nullable ChannelHandlerContext context;
    private boolean open;
    private boolean leaving;
    private boolean full;
    private boolean unflushed;
    private boolean answeredBefore;

    Http2Connection(Connections owner, Channel channel) {
        this.owner = owner;
        this.channel = channel;
    }

    /** Greets in place of the one who has been listening so far. Its owner is told when the other end has greeted, too. */
    void begin(Http1Connection placeholder, Duration timeout) {
        channel.pipeline().addLast(http2, this).remove(placeholder);
        context = channel.pipeline().context(http2);
        http2.connection().addListener(new Closing());
        try {
            http2.widen();
        } catch (Http2Exception e) {
            throw new IllegalStateException(e);
        }
        channel.flush();
        channel.eventLoop()
                .schedule(
                        () -> notOpened("timeout", "nobody spoke HTTP/2 within the timeout"),
                        timeout.toNanos(),
                        TimeUnit.NANOSECONDS);
    }

    private void notOpened(String kind, String reason) {
        if (!open && !leaving) {
            leaving = true;
            channel.close();
            owner.notOpened(new OpeningFailure(kind, reason));
        }
    }

    @Override
    boolean isOpen() {
        return open && !leaving && channel.isActive();
    }

    @Override
    boolean hasRoom() {
        return !leaving && http2.connection().local().canOpenStream();
    }

    /** Whether another connection should share what it carries. */
    boolean isBusy() {
        return streams.size() > EASY_STREAMS;
    }

    @Override
    void send(Exchange exchange) {
        int id = http2.connection().local().incrementAndGetNextStreamId();
        leaving |= id >= LAST_STREAM;
        ByteBuf text = owner.loop().writeBuffer();
        exchange.writeTo(text);
        Http2Request request = Http2Request.of(text, owner.origin().scheme());
        text.release();
        var stream = new Http2Stream(this, id, exchange);
        streams.put(id, stream);
        exchange.sent(stream, Loop.now());
        write(stream, request);
        full = !hasRoom();
        if (!unflushed) {
            unflushed = true;
            owner.loop().flushLater(this);
        }
    }

    private void write(Http2Stream stream, Http2Request request) {
        ChannelHandlerContext at = Objects.requireNonNull(context);
        boolean noContent = !request.content().isReadable();
        ChannelPromise written = at.newPromise();
        http2.encoder().writeHeaders(at, stream.id(), request.headers(), 0, noContent, written);
        if (noContent) {
            request.content().release();
        } else {
            http2.encoder().writeData(at, stream.id(), request.content(), 0, true, at.newPromise());
        }
        written.addListener(done -> {
            if (!done.isSuccess()) {
                lost(stream, "connection-closed", "the request could not be sent: " + done.cause());
            }
        });
    }

    /** What was written since the last call leaves. */
    void flush() {
        unflushed = false;
        http2.flush(Objects.requireNonNull(context));
    }

    @Override
    void failLate(long now, long timeoutNanos) {
        for (Http2Stream stream : streams()) {
            if (stream.exchange().isLate(now, timeoutNanos)) {
                reset(stream);
                fail(stream, "timeout", "no whole answer within the timeout");
            }
        }
    }

    @Override
    void fail(String kind, String sentence) {
        leaving = true;
        for (Http2Stream stream : streams()) {
            fail(stream, kind, sentence);
        }
        close();
    }

    /** Forgets an exchange that was cut off. */
    void abandon(Http2Stream stream) {
        if (streams.get(stream.id()) == stream) {
            streams.remove(stream.id());
            reset(stream);
            hasLeft();
        }
    }

    // ---- what the other end does ---------------------------------------------------------------------------------

    private final class Frames extends Http2FrameAdapter {
        @Override
        public void onSettingsRead(ChannelHandlerContext unused, Http2Settings settings) {
            if (!open && !leaving) {
                open = true;
                owner.opened(Http2Connection.this);
            } else {
                makeRoom();
            }
        }

        @Override
        public void onHeadersRead(
                ChannelHandlerContext unused, int id, Http2Headers headers, int padding, boolean endOfStream) {
            read(id, endOfStream, stream -> stream.headers(headers));
        }

        @Override
        public void onHeadersRead(
                ChannelHandlerContext unused,
                int id,
                Http2Headers headers,
                int dependsOn,
                short weight,
                boolean exclusive,
                int padding,
                boolean endOfStream) {
            read(id, endOfStream, stream -> stream.headers(headers));
        }

        @Override
        public int onDataRead(ChannelHandlerContext unused, int id, ByteBuf data, int padding, boolean endOfStream) {
            int bytes = data.readableBytes() + padding;
            read(id, endOfStream, stream -> stream.data(data));
            return bytes;
        }

        @Override
        public void onRstStreamRead(ChannelHandlerContext unused, int id, long errorCode) {
            Http2Stream stream = streams.get(id);
            if (stream != null) {
                fail(stream, "h2-reset-" + name(errorCode), "the target reset the stream: " + name(errorCode));
            }
        }

        @Override
        public void onGoAwayRead(ChannelHandlerContext unused, int lastStreamId, long errorCode, ByteBuf debugData) {
            leaving = true;
            notOpened("h2-goaway-" + name(errorCode), "the target ended the connection: " + name(errorCode));
            for (Http2Stream stream : streams()) {
                if (stream.id() > lastStreamId) {
                    wentAway(stream, errorCode);
                }
            }
            hasLeft();
        }
    }

    /** A stream that is answered before its request has been sent whole keeps its place until it is closed. */
    private final class Closing extends Http2ConnectionAdapter {
        @Override
        public void onStreamClosed(io.netty.handler.codec.http2.Http2Stream stream) {
            makeRoom();
        }
    }

    /** Part of an answer. */
    private interface Part {
        void addTo(Http2Stream stream) throws MalformedResponseException;
    }

    private void read(int id, boolean endOfStream, Part part) {
        Http2Stream stream = streams.get(id);
        if (stream == null) {
            return; // given up meanwhile
        }
        try {
            part.addTo(stream);
            if (endOfStream) {
                stream.requireHead();
                answeredBefore = true;
                streams.remove(id);
                stream.answered();
                hasLeft();
            }
        } catch (MalformedResponseException e) {
            reset(stream);
            fail(stream, e.kind(), String.valueOf(e.getMessage()));
        }
    }

    /** The target says that it did not look at this one. Nothing is lost if it only wants another connection (RFC 9113, section 8.7). */
    private void wentAway(Http2Stream stream, long errorCode) {
        boolean friendly = errorCode == Http2Error.NO_ERROR.code();
        if (friendly && stream.exchange().mayBeSentAgainUnseen()) {
            streams.remove(stream.id());
            owner.sendAgain(stream.exchange());
        } else {
            fail(stream, "h2-goaway-" + name(errorCode), "the target ended the connection: " + name(errorCode));
        }
    }

    @Override
    public void aboutStream(int id, Http2Exception wrong) {
        Http2Stream stream = streams.get(id);
        if (stream != null) {
            fail(stream, kindOf(wrong), "the answer breaks HTTP/2: " + wrong.getMessage());
        }
    }

    @Override
    public void aboutConnection(Throwable wrong) {
        if (wrong instanceof IOException) { // what was being written when the other end had gone
            lostAll("connection-reset", "the connection was reset");
            return;
        }
        notOpened("h2-failed", "what answers there does not speak HTTP/2");
        fail(kindOf(wrong), "the target breaks HTTP/2: " + wrong.getMessage());
    }

    /** Netty says that a head is too large in two ways, depending on how much. */
    private static String kindOf(Throwable wrong) {
        boolean large = wrong instanceof Http2Exception.HeaderListSizeException
                || String.valueOf(wrong.getMessage()).startsWith("Header size exceeded");
        return large ? "response-too-large" : "malformed-response";
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext unused) {
        owner.loop().drain();
    }

    @Override
    public void channelInactive(ChannelHandlerContext unused) {
        lostAll("connection-closed", "the target closed the connection");
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext unused, Throwable cause) {
        TlsFailure tls = TlsFailure.of(cause);
        if (tls != null) {
            fail(tls.kind(), tls.sentence());
        } else if (cause instanceof IOException) {
            lostAll("connection-reset", "the connection was reset");
        } else {
            fail("engine-failure", cause.toString());
        }
        owner.loop().drain();
    }

    private void lostAll(String kind, String sentence) {
        notOpened("h2-failed", "what answers there does not speak HTTP/2");
        leaving = true;
        for (Http2Stream stream : streams()) {
            lost(stream, kind, sentence);
        }
        close();
        owner.loop().drain();
    }

    /** As {@link Http1Connection} does: what may be repeated, and was sent on a connection that has been answered on before, is sent once more. */
    private void lost(Http2Stream stream, String kind, String sentence) {
        if (streams.get(stream.id()) != stream) {
            return;
        }
        if (answeredBefore && !stream.hasBegun() && stream.exchange().mayBeSentAgain()) {
            streams.remove(stream.id());
            owner.sendAgain(stream.exchange());
        } else {
            fail(stream, kind, sentence);
        }
    }

    private void fail(Http2Stream stream, String kind, String sentence) {
        if (streams.remove(stream.id()) != null) {
            stream.exchange().failed(kind, sentence);
            hasLeft();
        }
    }

    private void reset(Http2Stream stream) {
        ChannelHandlerContext at = Objects.requireNonNull(context);
        http2.resetStream(at, stream.id(), Http2Error.CANCEL.code(), at.newPromise());
        at.flush();
    }

    /** A stream has left. */
    private void hasLeft() {
        if (leaving && streams.isEmpty()) {
            close();
        } else {
            makeRoom();
        }
    }

    private void makeRoom() {
        if (full && hasRoom()) {
            full = false;
            owner.free(this);
        }
    }

    private void close() {
        owner.left(this);
        channel.close();
    }

    private List<Http2Stream> streams() {
        return new ArrayList<>(streams.values());
    }

    /** As in {@code refused-stream}. */
    private static String name(long errorCode) {
        Http2Error error = Http2Error.valueOf(errorCode);
        return error == null
                ? Long.toString(errorCode)
                : error.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
