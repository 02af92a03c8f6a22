package io.headroom.bench.server;

import io.headroom.bench.measure.Watch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * A server that answers every GET at once, stands still one time, and answers at once again. While it stands still it neither reads nor answers nor accepts.
 *
 * <p>Invariant: one thread serves; others only read the count.
 */
public final class StallingServer implements Watch.CountingServer, AutoCloseable {

    private static final ByteBuffer ANSWER =
            ByteBuffer.wrap("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\nok"
                    .getBytes(StandardCharsets.US_ASCII));
    private static final int BACKLOG = 16_384;
    private static final int HEAD_MAX = 16_384;
    private static final int END_OF_HEAD = 0x0d0a0d0a;

    private final ServerSocketChannel listener;
    private final Selector selector;
    private final Thread thread;
    private final long stallAfter;
    private final long stallNanos;
    private final AtomicLong answered = new AtomicLong();
    private final ByteBuffer received = ByteBuffer.allocateDirect(HEAD_MAX);

    /** How much of a request's head a connection has seen: its last four bytes. */
    private static final class Head {
        private int lastFour;
    }

    /**
     * Serves on a free port.
     *
     * @param stallAfter so many answers, it stands still
     * @param stall for how long
     */
    public static StallingServer start(long stallAfter, Duration stall) throws IOException {
        var server = new StallingServer(stallAfter, stall);
        server.thread.start();
        return server;
    }

    private StallingServer(long stallAfter, Duration stall) throws IOException {
        this.stallAfter = stallAfter;
        this.stallNanos = stall.toNanos();
        selector = Selector.open();
        listener = ServerSocketChannel.open();
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
        listener.configureBlocking(false);
        listener.register(selector, SelectionKey.OP_ACCEPT);
        thread = Thread.ofPlatform().daemon().name("stalling server").unstarted(this::serve);
    }

    public URI url(String path) throws IOException {
        int port = ((InetSocketAddress) listener.getLocalAddress()).getPort();
        return URI.create("http://127.0.0.1:" + port + path);
    }

    @Override
    public long requests() {
        return answered.get();
    }

    /** It serves within this process. */
    @Override
    public long pid() {
        return ProcessHandle.current().pid();
    }

    private void serve() {
        try {
            while (selector.isOpen()) {
                selector.select(this::ready);
            }
        } catch (ClosedSelectorException closed) {
            // close() ended it.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void ready(SelectionKey key) {
        try {
            if (key.isAcceptable()) {
                accept();
            } else if (key.channel() instanceof SocketChannel connection && key.attachment() instanceof Head head) {
                answer(connection, head);
            }
        } catch (IOException broken) {
            key.cancel(); // the client went away; its connection is of no more use
        }
    }

    /** All that wait: after the stall they are many. */
    private void accept() throws IOException {
        for (SocketChannel connection = listener.accept(); connection != null; connection = listener.accept()) {
            connection.configureBlocking(false);
            connection.setOption(StandardSocketOptions.TCP_NODELAY, true);
            connection.register(selector, SelectionKey.OP_READ, new Head());
        }
    }

    private void answer(SocketChannel connection, Head head) throws IOException {
        received.clear();
        if (connection.read(received) < 0) {
            connection.close();
            return;
        }
        received.flip();
        while (received.hasRemaining()) {
            head.lastFour = head.lastFour << Byte.SIZE | received.get() & 0xff;
            if (head.lastFour == END_OF_HEAD) {
                long number = answered.incrementAndGet();
                connection.write(ANSWER.duplicate());
                if (number == stallAfter) {
                    standStill();
                }
            }
        }
    }

    private void standStill() {
        long end = System.nanoTime() + stallNanos;
        for (long left = stallNanos; left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    @Override
    public void close() throws IOException {
        selector.close();
        listener.close();
    }
}
