package io.headroom.engine;

import io.headroom.engine.tls.Tls;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.handler.ssl.SslHandler;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Opens connections to one origin: tries its addresses in turn, beginning with the one that answered last, and shakes hands if it is secure. The timeout
 * is shared by the addresses, so that one that swallows everything leaves time for the next.
 */
final class Opening {
    private static final int TIMEOUT_MILLIS_MAX = 3_600_000;

    private final Connections owner;
    private final EndPoint endPoint;
    private final List<InetSocketAddress> addresses;
    private final @Nullable Tls tls;
    private final Protocol protocol;
    private final Bootstrap bootstrap;
    private int preferred;

    Opening(Connections owner, EndPoint endPoint, Route route) {
        this.owner = owner;
        this.endPoint = endPoint;
        this.addresses = route.addresses();
        this.tls = route.tls();
        this.protocol = route.protocol();
        Duration each = endPoint.timeout().dividedBy(addresses.size());
        this.bootstrap = new Bootstrap()
                .group(owner.loop().eventLoop())
                .channel(owner.loop().transport().socket)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) Math.clamp(each.toMillis(), 1, TIMEOUT_MILLIS_MAX));
        if (!route.maySpeakHttp2() && tls == null) {
            bootstrap.option(ChannelOption.RCVBUF_ALLOCATOR, owner.loop().readBuffer());
        }
    }

    /** One connection; its owner is told. */
    void begin() {
        tryNext(0);
    }

    private void tryNext(int tried) {
        int index = (preferred + tried) % addresses.size();
        var connection = new Http1Connection(owner, tls == null);
        ChannelFuture connecting = tls == null
                ? bootstrap.clone().handler(connection).connect(addresses.get(index))
                : bootstrap.clone().handler(new Secured(tls, connection)).connect(addresses.get(index));
        connecting.addListener(done -> {
            Throwable failure = done.cause();
            if (failure != null) {
                onLoop(() -> failed(OpeningFailure.of(failure), tried));
            } else {
                preferred = index;
                connected(connection, connecting.channel());
            }
        });
    }

    private void failed(OpeningFailure failure, int tried) {
        if (failure.isOfTheAddress() && tried + 1 < addresses.size()) {
            tryNext(tried + 1);
        } else {
            owner.notOpened(failure);
        }
    }

    private void connected(Http1Connection connection, Channel channel) {
        SslHandler encryption = channel.pipeline().get(SslHandler.class);
        if (encryption == null) {
            speak(connection, channel, protocol == Protocol.HTTP_2);
            return;
        }
        encryption.handshakeFuture().addListener(done -> {
            boolean http2 = Tls.HTTP_2.equals(encryption.engine().getApplicationProtocol());
            if (!done.isSuccess()) {
                owner.notOpened(OpeningFailure.ofHandshake(done.cause()));
            } else if (protocol == Protocol.HTTP_2 && !http2) {
                channel.close();
                owner.notOpened(OpeningFailure.NO_HTTP_2);
            } else {
                speak(connection, channel, http2);
            }
        });
    }

    private void speak(Http1Connection connection, Channel channel, boolean http2) {
        if (http2) {
            new Http2Connection(owner, channel).begin(connection, endPoint.timeout());
        } else {
            connection.opened(channel);
            owner.opened(connection);
        }
    }

    /** A socket that could not even be made tells so on a thread of its own. */
    private void onLoop(Runnable task) {
        if (owner.loop().eventLoop().inEventLoop()) {
            task.run();
        } else {
            owner.loop().eventLoop().execute(task);
        }
    }

    private final class Secured extends ChannelInitializer<Channel> {
        private final Tls tls;
        private final Http1Connection connection;

        Secured(Tls tls, Http1Connection connection) {
            this.tls = tls;
            this.connection = connection;
        }

        @Override
        protected void initChannel(Channel channel) {
            channel.pipeline()
                    .addLast(tls.handler(endPoint.origin(), channel.alloc(), endPoint.timeout()))
                    .addLast(connection);
        }
    }
}
