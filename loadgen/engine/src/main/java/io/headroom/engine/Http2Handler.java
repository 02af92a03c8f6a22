package io.headroom.engine;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.AbstractHttp2ConnectionHandlerBuilder;
import io.netty.handler.codec.http2.Http2ConnectionDecoder;
import io.netty.handler.codec.http2.Http2ConnectionEncoder;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameListener;
import io.netty.handler.codec.http2.Http2Settings;
import org.jspecify.annotations.Nullable;

/** Netty's frames, windows and states of HTTP/2, which tells what the other end does wrong. */
final class Http2Handler extends Http2ConnectionHandler {
    /** Told of what the other end does wrong; the stream or connection is closed afterwards. */
    interface Complaints {
        void aboutStream(int id, Http2Exception wrong);

        void aboutConnection(Throwable wrong);
    }

    private static final int HEADERS_BYTES_MAX = 64 * 1024;
    /** Large enough that no answer waits for a window, on the way that a load test is likely to have. */
    private static final int WINDOW_BYTES = 1024 * 1024;

    private final Complaints complaints;

    private Http2Handler(
            Http2ConnectionDecoder decoder,
            Http2ConnectionEncoder encoder,
            Http2Settings settings,
            Complaints complaints) {
        super(decoder, encoder, settings);
        this.complaints = complaints;
    }

    static Http2Handler of(Http2FrameListener frames, Complaints complaints) {
        return new Builder(complaints).frameListener(frames).build();
    }

    /** Lets many answers arrive at the same time. */
    void widen() throws Http2Exception {
        connection().local().flowController().incrementWindowSize(connection().connectionStream(), WINDOW_BYTES << 4);
    }

    @Override
    protected void onStreamError(
            ChannelHandlerContext context, boolean outbound, Throwable cause, Http2Exception.StreamException wrong) {
        complaints.aboutStream(wrong.streamId(), wrong);
        super.onStreamError(context, outbound, cause, wrong);
    }

    @Override
    protected void onConnectionError(
            ChannelHandlerContext context, boolean outbound, Throwable cause, @Nullable Http2Exception wrong) {
        complaints.aboutConnection(cause);
        super.onConnectionError(context, outbound, cause, wrong);
    }

    private static final class Builder extends AbstractHttp2ConnectionHandlerBuilder<Http2Handler, Builder> {
        private final Complaints complaints;

        Builder(Complaints complaints) {
            this.complaints = complaints;
            server(false);
            gracefulShutdownTimeoutMillis(0);
            initialSettings(Http2Settings.defaultSettings()
                    .pushEnabled(false)
                    .maxHeaderListSize(HEADERS_BYTES_MAX)
                    .initialWindowSize(WINDOW_BYTES));
        }

        @Override
        protected Builder frameListener(Http2FrameListener listener) {
            return super.frameListener(listener);
        }

        @Override
        protected Http2Handler build() {
            return super.build();
        }

        @Override
        protected Http2Handler build(
                Http2ConnectionDecoder decoder, Http2ConnectionEncoder encoder, Http2Settings initialSettings) {
            return new Http2Handler(decoder, encoder, initialSettings, complaints);
        }
    }
}
