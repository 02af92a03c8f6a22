package io.headroom.engine;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.ConnectTimeoutException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The connections of one event loop to one target. An exchange takes the connection that was freed last; if none is free another is opened, up to a bound,
 * and the exchange waits in line for whichever comes first. Its due time waits with it.
 */
final class Connections {
    /** More at a time would overrun the target's queue of connections not accepted yet, which costs whole seconds. */
    private static final int OPENING_MAX = 100;

    private final Loop loop;
    private final Bootstrap bootstrap;
    private final InetSocketAddress address;
    private final long timeoutNanos;
    private final int max;

    private final List<Connection> all = new ArrayList<>();
    private final ArrayDeque<Connection> free = new ArrayDeque<>();
    private final ArrayDeque<Exchange> waiting = new ArrayDeque<>();
    private int opening;
    private boolean exhausted;
    private boolean closed;

    Connections(Loop loop, InetSocketAddress address, Duration timeout, int max) {
        this.loop = loop;
        this.address = address;
        this.timeoutNanos = timeout.toNanos();
        this.max = max;
        this.bootstrap = new Bootstrap()
                .group(loop.eventLoop())
                .channel(loop.transport().socket)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.RCVBUF_ALLOCATOR, loop.readBuffer())
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) Math.clamp(timeout.toMillis(), 1, 3_600_000));
    }

    Loop loop() {
        return loop;
    }

    void send(Exchange exchange) {
        for (Connection next = free.pollLast(); next != null; next = free.pollLast()) {
            if (next.isOpen()) {
                next.send(exchange);
                return;
            }
        }
        waiting.add(exchange);
        exhausted |= all.size() + opening >= max;
        openForWaiting();
    }

    /** Fails what has taken longer than the target's timeout. */
    void failLate(long now) {
        long latest = now - timeoutNanos;
        for (Exchange first = waiting.peek(); first != null && first.issued() <= latest; first = waiting.peek()) {
            waiting.remove();
            first.failed("timeout", "no connection to the target within its timeout");
        }
        for (int i = all.size() - 1; i >= 0; i--) {
            Connection connection = all.get(i);
            Exchange exchange = connection.exchange();
            if (exchange != null && exchange.issued() <= latest) {
                connection.fail("timeout", "no whole answer within the timeout");
            }
        }
    }

    /** Empties the line, when everything is being cut off. */
    void forgetWaiting() {
        waiting.clear();
    }

    /** Whether the bound on connections was reached since the last call. */
    boolean takeExhausted() {
        boolean was = exhausted;
        exhausted = false;
        return was;
    }

    void close() {
        closed = true;
        for (Connection connection : List.copyOf(all)) {
            connection.fail("connection-closed", "the session was closed");
        }
    }

    void free(Connection connection) {
        Exchange next = waiting.poll();
        if (next == null) {
            free.addLast(connection);
        } else {
            connection.send(next);
        }
    }

    void left(Connection connection) {
        int position = connection.position;
        if (position < 0) {
            return;
        }
        Connection last = all.removeLast();
        if (last != connection) {
            all.set(position, last);
            last.position = position;
        }
        connection.position = -1;
        free.remove(connection);
        openForWaiting();
    }

    private void openForWaiting() {
        int wanted = Math.min(waiting.size(), OPENING_MAX);
        if (!closed && opening < wanted && all.size() + opening < max) {
            open();
        }
    }

    private void open() {
        opening++;
        var connection = new Connection(this);
        ChannelFuture connecting = bootstrap.clone().handler(connection).connect(address);
        connecting.addListener(done -> opened(connection, connecting.channel(), done.cause()));
    }

    private void opened(Connection connection, Channel channel, @Nullable Throwable failure) {
        opening--;
        if (failure != null) {
            Exchange first = waiting.poll();
            if (first != null) {
                first.failed(kindOf(failure), "cannot connect: " + reasonOf(failure));
            }
            openForWaiting();
        } else if (closed) {
            channel.close();
        } else {
            connection.opened(channel);
            connection.position = all.size();
            all.add(connection);
            free(connection);
            openForWaiting();
        }
        loop.drain();
    }

    private static String kindOf(Throwable failure) {
        String message = String.valueOf(failure.getMessage());
        if (failure instanceof ConnectTimeoutException) {
            return "timeout";
        }
        if (message.contains("Too many open files")) {
            return "open-files";
        }
        return failure instanceof ConnectException && message.contains("refused")
                ? "connect-refused"
                : "connect-failed";
    }

    /** What people recognise, without the address that the sentence around it already names. */
    static String reasonOf(Throwable failure) {
        String message = String.valueOf(failure.getMessage());
        return message.toLowerCase(Locale.ROOT).contains("refused") ? "connection refused" : message;
    }
}
