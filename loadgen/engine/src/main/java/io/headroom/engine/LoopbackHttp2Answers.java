package io.headroom.engine;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2FrameStream;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.util.ReferenceCountUtil;

/** What a {@link LoopbackResponder} answers by HTTP/2: to a request that had a body with a thing, to any other with a list of one. */
final class LoopbackHttp2Answers extends ChannelInboundHandlerAdapter {
    private static final ByteBuf THING = LoopbackResponder.fixed(LoopbackResponder.THING);
    private static final ByteBuf THINGS = LoopbackResponder.fixed(LoopbackResponder.THINGS);
    private static final Http2Headers CREATED = headers("201", THING);
    private static final Http2Headers FOUND = headers("200", THINGS);

    @Override
    public void channelRead(ChannelHandlerContext context, Object frame) {
        if (frame instanceof Http2HeadersFrame headers && headers.isEndStream()) {
            answer(context, headers.stream(), FOUND, THINGS);
        } else if (frame instanceof Http2DataFrame data && data.isEndStream()) {
            answer(context, data.stream(), CREATED, THING);
        }
        ReferenceCountUtil.release(frame);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        context.flush();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }

    private static void answer(
            ChannelHandlerContext context, Http2FrameStream stream, Http2Headers head, ByteBuf body) {
        context.write(new DefaultHttp2HeadersFrame(head, false).stream(stream));
        context.write(new DefaultHttp2DataFrame(body.retainedDuplicate(), true).stream(stream));
    }

    private static Http2Headers headers(String status, ByteBuf body) {
        return new DefaultHttp2Headers()
                .status(status)
                .set("server", "warm-up")
                .set("date", "Thu, 01 Jan 2026 00:00:00 GMT")
                .set("content-type", "application/json")
                .setInt("content-length", body.readableBytes());
    }
}
