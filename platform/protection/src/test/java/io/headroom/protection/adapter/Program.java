package io.headroom.protection.adapter;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A real program beside a test, as a child process that ends with it. */
public final class Program implements AutoCloseable {
    private static final int ATTEMPTS = 5;
    private static final int READY_MILLIS_MAX = 5_000;
    private static final int LOOK_MILLIS = 10;

    private final Process process;
    private final int port;

    private Program(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Skips the test where a file is not installed; fails in CI. */
    public static void require(String name, String... places) {
        var found = Stream.of(places).map(Path::of).anyMatch(Files::exists);
        if ("true".equals(System.getenv("CI"))) {
            assertTrue(found, name + " is not installed, and CI must not skip");
        }
        assumeTrue(found, name + " is not installed");
    }

    interface Command {
        /** Writes what the program needs for that port, and says how to start it. */
        List<String> on(int port) throws IOException;
    }

    /** Starts it on a port that was free a moment ago, on another if it is not any more. */
    static Program start(Path folder, Command command) throws IOException, InterruptedException {
        for (var attempt = 1; attempt <= ATTEMPTS; attempt++) {
            var port = freePort();
            var process = new ProcessBuilder(command.on(port))
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("program.log").toFile())
                    .start();
            var program = new Program(process, port);
            if (program.isReady()) {
                return program;
            }
            program.close();
        }
        throw new IOException("It does not start: " + Files.readString(folder.resolve("program.log")));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private boolean isReady() throws InterruptedException {
        for (var waited = 0; process.isAlive() && waited < READY_MILLIS_MAX; waited += LOOK_MILLIS) {
            try (var socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                return process.isAlive();
            } catch (IOException notYet) {
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            }
        }
        return false;
    }

    public int port() {
        return port;
    }

    /** Its children end with it: nginx' workers upon the signal, and those that do not, here. */
    @Override
    public void close() {
        var children = process.descendants().toList();
        process.destroy();
        try {
            if (!process.waitFor(2, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException hurried) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        children.forEach(ProcessHandle::destroyForcibly);
    }
}
