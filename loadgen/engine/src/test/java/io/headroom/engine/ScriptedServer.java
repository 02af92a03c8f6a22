package io.headroom.engine;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server on a random loopback port whose answers are raw bytes, so that it can be as wrong as a test wants. One thread per connection. */
final class ScriptedServer implements AutoCloseable {
    /** A request as it arrived; header names in lower case. */
    record Received(String method, String path, Map<String, String> headers, String body) {}

    /** Writes raw bytes; returns false to close the connection. */
    interface Script {
        byte[] answer(Received request) throws Exception;
    }

    /** Says whatever it wants on a connection of its own, which is closed when it returns. */
    interface Conversation {
        void hold(Socket socket) throws Exception;
    }

    private final ServerSocket listening;
    private final String scheme;
    private final Conversation conversation;
    private final List<Socket> accepted = new CopyOnWriteArrayList<>();
    final List<Received> received = new CopyOnWriteArrayList<>();
    private final boolean remembers;

    ScriptedServer(Script script) throws IOException {
        this(script, true);
    }

    ScriptedServer(Script script, boolean remembers) throws IOException {
        this(new ServerSocket(0, 1_024, InetAddress.getLoopbackAddress()), "http", script, remembers);
    }

    private ScriptedServer(ServerSocket listening, String scheme, Script script, boolean remembers) {
        this.listening = listening;
        this.scheme = scheme;
        this.remembers = remembers;
        this.conversation = socket -> follow(script, socket);
        Thread.ofVirtual().start(this::accept);
    }

    private ScriptedServer(Conversation conversation) throws IOException {
        this.listening = new ServerSocket(0, 1_024, InetAddress.getLoopbackAddress());
        this.scheme = "http";
        this.remembers = false;
        this.conversation = conversation;
        Thread.ofVirtual().start(this::accept);
    }

    /** One that speaks TLS on a listening socket made by {@link TestCertificates}. */
    static ScriptedServer secure(ServerSocket listening, Script script) {
        return new ScriptedServer(listening, "https", script, true);
    }

    /** One that listens there. */
    static ScriptedServer on(ServerSocket listening, Script script) {
        return new ScriptedServer(listening, "http", script, true);
    }

    /** One that need not even wait for a request. */
    static ScriptedServer talking(Conversation conversation) throws IOException {
        return new ScriptedServer(conversation);
    }

    Target target() {
        return target(Duration.ofSeconds(5));
    }

    Target target(Duration timeout) {
        return new Target(URI.create(url("127.0.0.1")), Map.of(), timeout);
    }

    /** Its URL with that name for this machine. */
    String url(String host) {
        return scheme + "://" + host + ":" + listening.getLocalPort();
    }

    int connections() {
        return accepted.size();
    }

    static byte[] answer(int status, String body) {
        return raw("HTTP/1.1 " + status + " Whatever\r\ncontent-type: application/json\r\ncontent-length: "
                + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body);
    }

    static byte[] raw(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        listening.close();
        for (Socket socket : accepted) {
            socket.close();
        }
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket socket = listening.accept();
                socket.setTcpNoDelay(true);
                accepted.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            conversation.hold(socket);
        } catch (Exception e) {
            // the client went away, or the script wants the connection closed
        }
    }

    private void follow(Script script, Socket socket) throws Exception {
        InputStream in = new BufferedInputStream(socket.getInputStream());
        for (Received request = read(in); request != null; request = read(in)) {
            if (remembers) {
                received.add(request);
            }
            byte[] answer = script.answer(request);
            socket.getOutputStream().write(answer);
            socket.getOutputStream().flush();
            if (new String(answer, StandardCharsets.ISO_8859_1).contains("\u0000close")) {
                return;
            }
        }
    }

    /** The next request; null at the end of the connection. */
    static Received read(InputStream in) throws IOException {
        String line = line(in);
        if (line == null) {
            return null;
        }
        String[] parts = line.split(" ");
        Map<String, String> headers = new TreeMap<>();
        for (String header = line(in); header != null && !header.isEmpty(); header = line(in)) {
            int colon = header.indexOf(':');
            headers.put(
                    header.substring(0, colon).toLowerCase(Locale.ROOT),
                    header.substring(colon + 1).strip());
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
        return new Received(parts[0], parts[1], headers, body);
    }

    private static String line(InputStream in) throws IOException {
        var bytes = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                return null;
            }
            bytes.write(b);
        }
        return bytes.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }
}
