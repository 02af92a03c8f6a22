package io.headroom.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.engine.tls.Security;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * As {@link HostileServerTest}, for HTTP/2: whatever frames come, or do not come, end in an answer or an error of a named kind, in time, and the counts
 * add up.
 *
 * <p>Frames are written {@code type.flags.stream:payload}, in hexadecimal (RFC 9113, section 4.1); {@code id} is the request's stream, {@code close} ends the
 * connection, {@code n*byte} in a payload is n times that byte. Header block {@code 88} is {@code :status: 200} (RFC 7541, appendix A).
 */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileHttp2ServerTest {
    private static final String GOOD = "1.4.id:88 0.1.id:7b7d";
    private static final String SETTINGS = "4.0.0:";
    private static final Duration TIMEOUT = Duration.ofMillis(250);
    private static final long REQUESTS = 10;
    private static final Pattern FRAME = Pattern.compile("([0-9a-f]+)\\.([0-9a-f]+)\\.([0-9a-z]+):(\\S*)");
    private static final Pattern REPEATED = Pattern.compile("([0-9]+)\\*([0-9a-f]{2})");
    private static final int PREFACE_BYTES = 24;
    private static final int HEADERS = 1;

    private volatile String answer = GOOD;
    private volatile String greeting = SETTINGS;
    private ScriptedServer server;
    private LoadSession session;

    @BeforeAll
    void prepare() throws Exception {
        server = ScriptedServer.talking(this::hold);
        session = open("get");
        session.prepare(text -> {});
    }

    private LoadSession open(String method) throws Exception {
        var target =
                new Target(URI.create(server.url("127.0.0.1")), Map.of(), TIMEOUT, Security.STANDARD, Protocol.HTTP_2);
        return Measured.open(
                "@Journey void go(User user) { user." + method + "(\"/\").expect(200); }",
                target,
                Measured.QUICK.withLoops(1));
    }

    @AfterAll
    void end() throws Exception {
        session.close();
        server.close();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        a head that ends the stream         | 1.5.id:88
        an interim answer first             | 1.4.id:0803313033 1.5.id:88
        trailers                            | 1.4.id:88 0.0.id:7b7d 1.5.id:0001780179
        a body in pieces, padded            | 1.4.id:88 0.8.id:017b00 0.0.id: 0.1.id:7d
        a head in pieces                    | 1.0.id: 9.0.id: 9.4.id:88 0.1.id:7b7d
        other settings, pings, window sizes | 4.0.0:000300000064 6.0.0:0000000000000001 8.0.0:00000fff 1.4.id:88 0.1.id:7b7d
        frames of unknown types             | ff.0.id:01 1.5.id:88
        the stream reset after its answer   | 1.5.id:88 3.0.id:00000000
        the end announced after the answer  | 1.5.id:88 7.0.0:7fffffff00000000
        the end after the answer            | 1.5.id:88 close
        """)
    void whatIsLegalIsAnAnswer(String what, String frames) throws Exception {
        Totals totals = driven(frames);
        assertThat(totals.errors()).isEmpty();
        assertThat(totals.completed()).isEqualTo(REQUESTS);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        silence                             | timeout                      | ''
        a head, then silence                | timeout                      | 1.4.id:88
        half a body, then silence           | timeout                      | 1.4.id:88 0.0.id:7b
        a head that another one interrupts  | malformed-response           | 1.0.id:88 1.0.id:88
        half a frame, then the end          | connection-closed            | 1.4.id:88 close
        the end                             | connection-closed            | close
        a stream refused                    | h2-reset-refused-stream      | 3.0.id:00000007
        a stream reset in its body          | h2-reset-internal-error      | 1.4.id:88 0.0.id:7b 3.0.id:00000002
        a stream reset for no known reason  | h2-reset-4660                | 3.0.id:00001234
        the end, for a reason               | h2-goaway-enhance-your-calm  | 7.0.0:000000000000000b
        the end, again and again            | h2-goaway-no-error           | 7.0.0:0000000000000000
        no status                           | malformed-response           | 1.5.id:0001780179
        a status that is none               | malformed-response           | 1.5.id:0803787878
        a header in capitals                | malformed-response           | 1.5.id:880001580179
        more bytes than the length          | malformed-response           | 1.4.id:880f0d0131 0.1.id:7b7d
        fewer bytes than the length         | malformed-response           | 1.4.id:880f0d0139 0.1.id:7b7d
        a body without a head               | malformed-response           | 0.1.id:7b7d
        headers that cannot be decoded      | malformed-response           | 1.5.id:ffffffffffffffffffff
        a frame that is too large           | malformed-response           | 1.4.id:88 0.1.id:20000*78
        a settings frame of a wrong size    | malformed-response           | 4.0.0:00
        a promise nobody wants              | malformed-response           | 5.4.id:0000000288
        a header that is too large          | response-too-large           | 1.0.id:880001787f81f004 9.0.id:16000*79 9.0.id:16000*79 9.0.id:16000*79 9.0.id:16000*79 9.4.id:16000*79
        """)
    void whatIsWrongIsAnErrorOfANamedKind(String what, String kind, String frames) throws Exception {
        Totals totals = driven(frames);
        assertThat(totals.errors()).containsExactly(Map.entry(kind, REQUESTS));
        assertThat(totals.started()).isEqualTo(REQUESTS);
    }

    @Test
    void aFloodOfInterimAnswersIsNone() throws Exception {
        Totals totals = driven("1.4.id:0803313033 ".repeat(100));
        assertThat(totals.errors()).containsOnlyKeys("malformed-response");
    }

    @Test
    void whatTheTargetDidNotLookAtIsSentAgainWhateverItIs() throws Exception {
        greeting = SETTINGS;
        answer = GOOD;
        try (LoadSession posting = open("post")) {
            posting.prepare(text -> {});
            answer = "leave";
            Totals totals = Measured.drive(posting, 100, Duration.ofMillis(100))
                    .report()
                    .totals();
            assertThat(totals.errors()).isEmpty();
            assertThat(totals.completed()).isEqualTo(REQUESTS);
            assertThat(totals.reconnected()).isPositive();
        }
    }

    @Test
    void noMoreStreamsAreOpenedThanTheTargetAllows() throws Exception {
        greeting = "4.0.0:000300000001";
        try (LoadSession narrow = open("get")) {
            narrow.prepare(text -> {});
            int before = server.connections();
            answer = "";
            Totals totals =
                    Measured.drive(narrow, 100, Duration.ofMillis(100)).report().totals();
            assertThat(totals.errors()).containsExactly(Map.entry("timeout", REQUESTS));
            assertThat(server.connections() - before).isBetween(5, 10);
        } finally {
            greeting = SETTINGS;
        }
    }

    private Totals driven(String frames) throws Exception {
        answer = frames;
        long begun = System.nanoTime();
        Totals totals = driven();
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(3));
        answer = GOOD;
        Totals later = driven();
        assertThat(later.errors()).isEmpty();
        assertThat(later.completed()).isEqualTo(REQUESTS);
        return totals;
    }

    private Totals driven() throws Exception {
        Totals totals =
                Measured.drive(session, 100, Duration.ofMillis(100)).report().totals();
        long errors =
                totals.errors().values().stream().mapToLong(Long::longValue).sum();
        assertThat(totals.started()).isEqualTo(totals.completed() + errors + totals.unfinished());
        return totals;
    }

    private void hold(Socket socket) throws Exception {
        var in = new DataInputStream(socket.getInputStream());
        in.readNBytes(PREFACE_BYTES);
        say(greeting, 0, socket);
        boolean answered = false;
        boolean leaves = false;
        while (true) {
            int lengthAndType = in.readInt();
            in.readByte();
            int stream = in.readInt();
            in.readNBytes(lengthAndType >>> 8);
            if ((lengthAndType & 0xFF) == HEADERS) {
                String frames = answer.equals("leave") ? GOOD : answer;
                // all but the first request of a connection find that it is being left; later connections stay, or
                // requests that a busy machine sends together would be left twice
                if (answered && answer.equals("leave")) {
                    leaves = true;
                    answer = GOOD;
                }
                if (!say(leaves ? "7.0.0:%08x00000000".formatted(stream - 2) : frames, stream, socket)) {
                    socket.shutdownOutput(); // closing with requests unread would be a reset
                    in.transferTo(OutputStream.nullOutputStream());
                    return;
                }
                answered = true;
            }
        }
    }

    /** False when the connection is to be closed. */
    private static boolean say(String frames, int stream, Socket socket) throws IOException {
        var bytes = new ByteArrayOutputStream();
        Matcher frame = FRAME.matcher(frames);
        while (frame.find()) {
            byte[] payload = payload(frame.group(4));
            String of = frame.group(3);
            write(bytes, payload.length, 3);
            write(bytes, Integer.parseInt(frame.group(1), 16), 1);
            write(bytes, Integer.parseInt(frame.group(2), 16), 1);
            write(bytes, of.equals("id") ? stream : Integer.parseInt(of, 16), 4);
            bytes.writeBytes(payload);
        }
        socket.getOutputStream().write(bytes.toByteArray());
        return !frames.endsWith("close");
    }

    private static byte[] payload(String text) {
        String whole = REPEATED.matcher(text).replaceAll(part -> part.group(2).repeat(Integer.parseInt(part.group(1))));
        return HexFormat.of().parseHex(whole);
    }

    private static void write(ByteArrayOutputStream out, int value, int bytes) {
        for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
            out.write(value >>> shift);
        }
    }
}
