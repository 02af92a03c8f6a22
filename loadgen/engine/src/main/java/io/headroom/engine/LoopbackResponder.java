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
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** Answers the warm-up's requests inside this process, on a free port of the loopback interface. Knows just enough HTTP for that. */
final class LoopbackResponder implements AutoCloseable {
    private final EventLoopGroup group;
    private final Channel channel;

    LoopbackResponder() {
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

    int port() {
        return ((InetSocketAddress) channel.localAddress()).getPort();
    }

    @Override
    public void close() {
        channel.close().syncUninterruptibly();
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(1_500);
    }

    private static final class Answers extends ChannelInboundHandlerAdapter {
        private static final ByteBuf CREATED = answer("201 Created", "{\"id\":\"1\",\"name\":\"warm\",\"tag\":\"up\"}");
        private static final ByteBuf FOUND = answer("200 OK", "[{\"id\":\"1\",\"name\":\"warm\",\"tag\":\"up\"}]");

        private final StringBuilder received = new StringBuilder();

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            ByteBuf in = (ByteBuf) message;
            received.append(in.toString(StandardCharsets.ISO_8859_1));
            in.release();
            if (isWhole()) {
                ByteBuf answer = received.charAt(0) == 'P' ? CREATED : FOUND;
                received.setLength(0);
                context.writeAndFlush(answer.retainedDuplicate(), context.voidPromise());
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.close();
        }

        /** Warm-up bodies are JSON objects, and no request follows before its predecessor's answer. */
        private boolean isWhole() {
            int end = received.indexOf("\r\n\r\n");
            return end >= 0 && (received.charAt(0) != 'P' || received.charAt(received.length() - 1) == '}');
        }

        private static ByteBuf answer(String status, String body) {
            String text =
                    "HTTP/1.1 " + status + "\r\ncontent-type: application/json\r\nx-warm-up: yes\r\ncontent-length: "
                            + body.length() + "\r\n\r\n" + body;
            byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
            return Unpooled.unreleasableBuffer(
                    Unpooled.directBuffer(bytes.length).writeBytes(bytes));
        }
    }
}
