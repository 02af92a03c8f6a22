package io.headroom.localcloud.database;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * The database as it is from a zone that is far away: a port of loopback that passes every byte on 10 ms later, in both directions, so that whoever
 * waits for an answer waits 20 ms more.
 */
public final class DistantDatabase {

    static final int ROUND_TRIP_MILLIS = 20;

    private static final int ONE_WAY_MILLIS = ROUND_TRIP_MILLIS / 2;
    private static final String JDBC = "jdbc:";

    private final Vertx vertx;
    private final NetClient client;
    private @Nullable NetServer server;

    public DistantDatabase(Vertx vertx) {
        this.vertx = vertx;
        this.client = vertx.createNetClient();
    }

    /** How far instances connect, given how near ones do; a database keeps its port, so one way leads to it for ever. */
    public synchronized Database.Access access(Database.Access near) {
        URI address = URI.create(near.jdbcUrl().substring(JDBC.length()));
        NetServer listening = server;
        if (listening == null) {
            listening = vertx.createNetServer(
                            new NetServerOptions().setHost("127.0.0.1").setPort(0))
                    .connectHandler(far -> connect(far, address))
                    .listen()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
            server = listening;
        }
        String far = near.jdbcUrl().replace(address.getAuthority(), "127.0.0.1:" + listening.actualPort());
        return new Database.Access(far, near.username(), near.password());
    }

    private void connect(NetSocket far, URI address) {
        far.pause();
        client.connect(address.getPort(), address.getHost())
                .onFailure(refused -> far.close())
                .onSuccess(near -> {
                    passOn(far, near);
                    passOn(near, far);
                    far.resume();
                });
    }

    /** Timers of one length fire in the order in which they were set, so bytes keep theirs. */
    private void passOn(NetSocket from, NetSocket to) {
        from.handler(bytes -> {
            vertx.setTimer(ONE_WAY_MILLIS, timer -> to.write(bytes));
            if (to.writeQueueFull()) {
                from.pause();
                to.drainHandler(drained -> from.resume());
            }
        });
        from.closeHandler(closed -> vertx.setTimer(ONE_WAY_MILLIS, timer -> to.close()));
    }
}
