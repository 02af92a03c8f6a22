package io.headroom.protection.adapter;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** HAProxy's runtime API: one command for each connection, answered by text that ends with the connection. */
record HaproxyRuntime(SocketAddress socket) {
    private static final Duration CALL_MAX = Duration.ofSeconds(5);
    private static final int ANSWER_BYTES_MAX = 1 << 20;

    /** An entry of a map file; {@code reference} tells it from others with the same key. */
    record Entry(String reference, String key, String value) {}

    /** HAProxy answered, and does not do it. */
    static final class RefusedException extends IOException {
        private static final long serialVersionUID = 1L;

        RefusedException(String message) {
            super(message);
        }
    }

    /** @param address a path, or {@code host:port} */
    static HaproxyRuntime at(String address) {
        var colon = address.lastIndexOf(':');
        if (address.startsWith("/") || colon < 1) {
            return new HaproxyRuntime(UnixDomainSocketAddress.of(address));
        }
        return new HaproxyRuntime(
                new InetSocketAddress(address.substring(0, colon), Integer.parseInt(address.substring(colon + 1))));
    }

    List<Entry> entries(String map) throws IOException, InterruptedException {
        var answer = call("show map " + map);
        if (answer.startsWith("Unknown")) {
            throw new RefusedException("HAProxy at " + socket + " knows no map " + map + ": " + answer.strip());
        }
        return answer.lines()
                .map(line -> line.split(" ", 3))
                .filter(parts -> parts.length == 3)
                .map(parts -> new Entry(parts[0], parts[1], parts[2]))
                .toList();
    }

    void add(String map, String key, String value) throws IOException, InterruptedException {
        quietly("add map " + map + " " + key + " " + value);
    }

    void delete(String map, Entry entry) throws IOException, InterruptedException {
        quietly("del map " + map + " #" + entry.reference());
    }

    private void quietly(String command) throws IOException, InterruptedException {
        var answer = call(command).strip();
        if (!answer.isEmpty() && !answer.startsWith("Key not found")) {
            throw new RefusedException(
                    "HAProxy at " + socket + " did not take '" + command.split(" ")[0] + " map': " + answer);
        }
    }

    /** A channel of this kind knows no timeout; closing it ends whoever reads. */
    private String call(String command) throws IOException, InterruptedException {
        var answer = new CompletableFuture<String>();
        try (var channel = open()) {
            Thread.ofVirtual().start(() -> {
                try {
                    answer.complete(exchange(channel, command));
                } catch (IOException failure) {
                    answer.completeExceptionally(failure);
                }
            });
            return answer.get(CALL_MAX.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            throw new IOException(
                    "HAProxy at " + socket + " did not answer within " + CALL_MAX.toSeconds() + " s", late);
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof ConnectException refused) {
                throw refused;
            }
            throw new IOException("HAProxy at " + socket + ": " + failure.getCause(), failure);
        }
    }

    private SocketChannel open() throws IOException {
        return socket instanceof UnixDomainSocketAddress
                ? SocketChannel.open(StandardProtocolFamily.UNIX)
                : SocketChannel.open();
    }

    private String exchange(SocketChannel channel, String command) throws IOException {
        channel.connect(socket);
        var request = UTF_8.encode(command + "\n");
        while (request.hasRemaining()) {
            channel.write(request);
        }
        var text = new StringBuilder();
        var buffer = ByteBuffer.allocate(8192);
        while (channel.read(buffer) >= 0) {
            text.append(UTF_8.decode(buffer.flip()));
            buffer.clear();
            if (text.length() > ANSWER_BYTES_MAX) {
                throw new IOException("the answer has more than " + ANSWER_BYTES_MAX + " bytes");
            }
        }
        return text.toString();
    }
}
