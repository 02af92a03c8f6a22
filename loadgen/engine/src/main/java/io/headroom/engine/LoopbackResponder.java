package io.headroom.engine;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/**
 * Answers requests inside this process, on a free port of the loopback interface, for those who exercise the engine rather than a target: GET with a list
 * of one thing, POST and PUT with that thing; who fetches {@link #LAST} is told to leave. Knows just enough HTTP for that.
 */
public final class LoopbackResponder implements AutoCloseable {
    /** The path after whose answer the connection is closed. */
    static final String LAST = "/last";

    private final EventLoopGroup group;
    private final Channel channel;

    public LoopbackResponder() {
        Transport transport = Transport.best();
        group = transport.newGroup(1, "headroom-warm-up");
        channel = new ServerBootstrap()
                .group(group)
                .channel(transport.serverSocket)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel accepted) {
                        accepted.pipeline().addLast(new Answers());
                    }
                })
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .syncUninterruptibly()
                .channel();
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + port());
    }

    private int port() {
        return ((InetSocketAddress) channel.localAddress()).getPort();
    }

    @Override
    public void close() {
        channel.close().syncUninterruptibly();
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(1_500);
    }

    private static final class Answers extends ChannelInboundHandlerAdapter {
        private static final String THING = "{\"id\":\"1\",\"name\":\"warm\",\"tag\":\"up\"}";
        private static final ByteBuf CREATED = answer("201 Created", "keep-alive", THING);
        private static final ByteBuf FOUND = answer("200 OK", "keep-alive", "[" + THING + "]");
        private static final ByteBuf CLOSING = answer("200 OK", "close", "[]");
        private static final String LAST_REQUEST = "GET " + LAST;

        private final StringBuilder received = new StringBuilder();

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            ByteBuf in = (ByteBuf) message;
            received.append(in.toString(StandardCharsets.ISO_8859_1));
            in.release();
            if (isWhole()) {
                boolean last = received.indexOf(LAST_REQUEST) == 0;
                ByteBuf answer = last ? CLOSING : received.charAt(0) == 'P' ? CREATED : FOUND;
                received.setLength(0);
                context.writeAndFlush(answer.retainedDuplicate(), context.voidPromise());
                if (last) {
                    context.close();
                }
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.close();
        }

        /** Bodies are JSON objects, and no request follows before its predecessor's answer. */
        private boolean isWhole() {
            int end = received.indexOf("\r\n\r\n");
            return end >= 0 && (received.charAt(0) != 'P' || received.charAt(received.length() - 1) == '}');
        }

        /** With the headers that servers usually send. */
        private static ByteBuf answer(String status, String connection, String body) {
            String text = "HTTP/1.1 " + status + "\r\nServer: warm-up\r\nDate: Thu, 01 Jan 2026 00:00:00 GMT\r\n"
                    + "Content-Type: application/json\r\nContent-Length: " + body.length() + "\r\nConnection: "
                    + connection + "\r\n\r\n" + body;
            byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
            return Unpooled.unreleasableBuffer(
                    Unpooled.directBuffer(bytes.length).writeBytes(bytes));
        }
    }
}
