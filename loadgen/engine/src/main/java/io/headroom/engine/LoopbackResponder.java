package io.headroom.engine;

import io.headroom.engine.tls.PassingCertificate;
import io.headroom.engine.tls.Tls;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoopGroup;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolNegotiationHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.net.ssl.SSLException;

/**
 * Answers requests inside this process, on a free port of the loopback interface, for those who exercise the engine rather than a target: GET with a list
 * of one thing, POST and PUT with that thing; who fetches {@link #LAST} by HTTP/1.1 is told to leave. Knows just enough HTTP for that.
 */
public final class LoopbackResponder implements AutoCloseable {
    /** The path after whose answer the connection is closed. */
    static final String LAST = "/last";

    static final String THING = "{\"id\":\"1\",\"name\":\"warm\",\"tag\":\"up\"}";
    static final String THINGS = "[" + THING + "]";

    private final String scheme;
    private final EventLoopGroup group;
    private final Channel channel;

    /** What it speaks. */
    enum Speech {
        HTTP_1_1,
        /** Without TLS and without being asked (RFC 9113, section 3.3). */
        HTTP_2,
        /** TLS with a certificate that nobody knows, and within it whichever HTTP is asked for. */
        TLS
    }

    public LoopbackResponder() {
        this(Speech.HTTP_1_1);
    }

    LoopbackResponder(Speech speech) {
        Transport transport = Transport.best();
        scheme = speech == Speech.TLS ? "https" : "http";
        group = transport.newGroup(1, "headroom-warm-up");
        channel = new ServerBootstrap()
                .group(group)
                .channel(transport.serverSocket)
                .childHandler(accepting(speech))
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .syncUninterruptibly()
                .channel();
    }

    public URI url() {
        return URI.create(scheme + "://127.0.0.1:" + port());
    }

    private int port() {
        return ((InetSocketAddress) channel.localAddress()).getPort();
    }

    @Override
    public void close() {
        channel.close().syncUninterruptibly();
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(1_500);
    }

    private static ChannelInitializer<Channel> accepting(Speech speech) {
        return switch (speech) {
            case HTTP_1_1 -> new Accepting(pipeline -> pipeline.addLast(new Answers()));
            case HTTP_2 -> new Accepting(LoopbackResponder::answerByHttp2);
            case TLS -> {
                SslContext tls = tls();
                yield new Accepting(pipeline -> pipeline.addLast(
                                tls.newHandler(pipeline.channel().alloc()))
                        .addLast(new Agreement()));
            }
        };
    }

    /** Whoever is cut off resets a stream; however many do is no attack here. */
    private static void answerByHttp2(ChannelPipeline pipeline) {
        pipeline.addLast(Http2FrameCodecBuilder.forServer()
                        .decoderEnforceMaxRstFramesPerWindow(0, 0)
                        .build())
                .addLast(new LoopbackHttp2Answers());
    }

    private static SslContext tls() {
        PassingCertificate own = PassingCertificate.make();
        var agreeing = new ApplicationProtocolConfig(
                Protocol.ALPN,
                SelectorFailureBehavior.NO_ADVERTISE,
                SelectedListenerFailureBehavior.ACCEPT,
                Tls.HTTP_2,
                Tls.HTTP_1_1);
        try {
            return SslContextBuilder.forServer(own.key(), own.certificate())
                    .sslProvider(SslProvider.JDK)
                    .applicationProtocolConfig(agreeing)
                    .build();
        } catch (SSLException e) {
            throw new IllegalStateException("this Java cannot speak TLS: " + e.getMessage(), e);
        }
    }

    /** Prepares what was accepted. */
    private static final class Accepting extends ChannelInitializer<Channel> {
        private final Consumer<ChannelPipeline> preparing;

        Accepting(Consumer<ChannelPipeline> preparing) {
            this.preparing = preparing;
        }

        @Override
        protected void initChannel(Channel accepted) {
            preparing.accept(accepted.pipeline());
        }
    }

    private static final class Agreement extends ApplicationProtocolNegotiationHandler {
        Agreement() {
            super(Tls.HTTP_1_1);
        }

        @Override
        protected void configurePipeline(ChannelHandlerContext context, String protocol) {
            if (protocol.equals(Tls.HTTP_2)) {
                answerByHttp2(context.pipeline());
            } else {
                context.pipeline().addLast(new Answers());
            }
        }
    }

    private static final class Answers extends ChannelInboundHandlerAdapter {
        private static final ByteBuf CREATED = answer("201 Created", "keep-alive", THING);
        private static final ByteBuf FOUND = answer("200 OK", "keep-alive", THINGS);
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
            return fixed("HTTP/1.1 " + status + "\r\nServer: warm-up\r\nDate: Thu, 01 Jan 2026 00:00:00 GMT\r\n"
                    + "Content-Type: application/json\r\nContent-Length: " + body.length() + "\r\nConnection: "
                    + connection + "\r\n\r\n" + body);
        }
    }

    /** To be duplicated, and never released. */
    static ByteBuf fixed(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        return Unpooled.unreleasableBuffer(Unpooled.directBuffer(bytes.length).writeBytes(bytes));
    }
}
