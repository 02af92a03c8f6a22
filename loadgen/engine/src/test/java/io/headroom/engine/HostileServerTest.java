package io.headroom.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
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
 * Whatever a server sends, or does not send, ends in an answer or an error of a named kind, in time, and the counts add up.
 *
 * <p>How answers are written here: {@code ~} ends a line, {@code ¬} is its first half, {@code {close}} and {@code {reset}} end the connection, {@code {slowly}} sends the rest one byte at
 * a time, {@code {x*n}} is n times x. What is sent begins when a request was read, and nothing more comes on that connection before the next.
 */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileServerTest {
    private static final String GOOD = "HTTP/1.1 200 OK~content-length: 2~~{}";
    private static final Duration TIMEOUT = Duration.ofMillis(250);
    private static final long REQUESTS = 10;
    private static final Pattern DIRECTION =
            Pattern.compile("\\{(?:(close)|(reset)|(slowly)|(.[^{}*]*)\\*([0-9]+))}|[^{]+|\\{");

    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile String answer = GOOD;
    private ScriptedServer server;
    private LoadSession session;

    @BeforeAll
    void prepare() throws Exception {
        server = ScriptedServer.talking(this::hold);
        session = Measured.open("""
                        @Journey void look(User user) {
                            user.get("/").header("expect", "100-continue").expect(200, 204, 304);
                        }
                        """, server.target(TIMEOUT), Measured.QUICK);
        session.prepare(text -> {});
    }

    @AfterAll
    void end() throws Exception {
        ended.countDown();
        session.close();
        server.close();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        chunks and trailers                  | HTTP/1.1 200 OK~transfer-encoding: chunked~~2~{}~1;a="b;c"~x~0~t: x~u: y~~
        chunk sizes with zeros and capitals  | HTTP/1.1 200 OK~transfer-encoding: chunked~~000A~0123456789~0000~~
        an interim answer first              | HTTP/1.1 100 Continue~~HTTP/1.1 103 Early Hints~link: x~~HTTP/1.1 200 OK~content-length: 2~~{}
        no reason                            | HTTP/1.1 200~content-length: 0~~
        an empty reason                      | HTTP/1.1 200 ~content-length: 0~~
        a reason in small letters            | HTTP/1.1 200 alright then~Content-LENGTH:0~~
        a header without a value             | HTTP/1.1 200 OK~x-empty:~content-length: 0~~
        very many headers                    | HTTP/1.1 200 OK~{x-many: of them~*2000}content-length: 0~~
        the same length twice                | HTTP/1.1 200 OK~content-length: 2~content-length: 2~~{}
        204 with a length                    | HTTP/1.1 204 No Content~content-length: 5~~
        304 with a length                    | HTTP/1.1 304 Not Modified~content-length: 5~~
        204 with a body                      | HTTP/1.1 204 No Content~content-length: 5~~hello
        304 with a body                      | HTTP/1.1 304 Not Modified~content-length: 5~~hello
        more than its length                 | HTTP/1.1 200 OK~content-length: 2~~{}{}{}
        two answers at once                  | HTTP/1.1 200 OK~content-length: 2~~{}HTTP/1.1 500 No~content-length: 0~~
        no length, and the end               | HTTP/1.1 200 OK~~hello{close}
        an older version                     | HTTP/1.0 200 OK~content-length: 2~~{}{close}
        the end without announcing it        | HTTP/1.1 200 OK~content-length: 2~~{}{close}
        the end, announced, and staying      | HTTP/1.1 200 OK~connection: close~content-length: 2~~{}
        a reset after the answer             | HTTP/1.1 200 OK~content-length: 2~~{}{reset}
        a body that comes slowly, in time    | HTTP/1.1 200 OK~content-length: 4~~{slowly}slow
        a body as large as is read           | HTTP/1.1 200 OK~content-length: 1048576~~{x*1048576}
        """)
    void whatIsOddButLegalIsAnAnswer(String what, String text) throws Exception {
        Totals totals = driven(text);
        assertThat(totals.errors()).isEmpty();
        assertThat(totals.completed()).isEqualTo(REQUESTS);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        silence                              | timeout             | ''
        a beginning, then silence            | timeout             | HTTP/1.1 200
        a head, then silence                 | timeout             | HTTP/1.1 200 OK~content-length: 5~~
        half a body, then silence            | timeout             | HTTP/1.1 200 OK~content-length: 5~~he
        half a chunk, then silence           | timeout             | HTTP/1.1 200 OK~transfer-encoding: chunked~~5~he
        a head that comes too slowly         | timeout             | {slowly}HTTP/1.1 200 OK~{x: y~*100}
        a body that comes too slowly         | timeout             | HTTP/1.1 200 OK~content-length: 500~~{slowly}{x*500}
        only interim answers, too few        | timeout             | HTTP/1.1 100 Continue~~
        a flood of interim answers           | malformed-response  | {HTTP/1.1 100 Continue~~*200}
        the end without an answer            | connection-closed   | {close}
        the end in the status line           | connection-closed   | HTTP/1.1 20{close}
        the end in the head                  | connection-closed   | HTTP/1.1 200 OK~content-le{close}
        the end in the body                  | connection-closed   | HTTP/1.1 200 OK~content-length: 9~~hello{close}
        the end in a chunk                   | connection-closed   | HTTP/1.1 200 OK~transfer-encoding: chunked~~5~he{close}
        the end between chunks               | connection-closed   | HTTP/1.1 200 OK~transfer-encoding: chunked~~2~he~{close}
        the end in the trailers              | connection-closed   | HTTP/1.1 200 OK~transfer-encoding: chunked~~0~t: x{close}
        the end after an interim answer      | connection-closed   | HTTP/1.1 100 Continue~~{close}
        a reset without an answer            | connection-reset    | {reset}
        a reset in the head                  | connection-reset    | HTTP/1.1 200 OK~content-le{reset}
        a reset in the body                  | connection-reset    | HTTP/1.1 200 OK~content-length: 9~~hello{reset}
        a reset where the end is the length  | connection-reset    | HTTP/1.1 200 OK~~hello{reset}
        an expectation that failed           | status-417          | HTTP/1.1 417 Expectation Failed~content-length: 0~~
        another protocol                     | malformed-response  | HTTP/1.1 101 Switching Protocols~upgrade: h2c~connection: upgrade~~
        not HTTP at all                      | malformed-response  | SSH-2.0-OpenSSH_9.2p1 Debian~
        HTTP as it was in 1991               | malformed-response  | <html>hello</html>~{close}
        the preface of HTTP/2                | malformed-response  | PRI * HTTP/2.0~~SM~~
        frames of HTTP/2                     | malformed-response  | \u0000\u0000\u0000\u0004\u0000\u0000\u0000\u0000\u0000~
        another version                      | malformed-response  | HTTP/2 200 OK~~
        a status of two digits               | malformed-response  | HTTP/1.1 20 OK~~
        a length below zero                  | malformed-response  | HTTP/1.1 200 OK~content-length: -1~~
        a length with a sign                 | malformed-response  | HTTP/1.1 200 OK~content-length: +2~~{}
        a length in hexadecimal              | malformed-response  | HTTP/1.1 200 OK~content-length: 0x2~~{}
        a list of lengths                    | malformed-response  | HTTP/1.1 200 OK~content-length: 2, 2~~{}
        a length beyond 64 bits              | malformed-response  | HTTP/1.1 200 OK~content-length: 99999999999999999999~~
        two lengths                          | malformed-response  | HTTP/1.1 200 OK~content-length: 2~content-length: 3~~{}
        a length and chunks                  | malformed-response  | HTTP/1.1 200 OK~content-length: 2~transfer-encoding: chunked~~0~~
        an encoding nobody asked for         | malformed-response  | HTTP/1.1 200 OK~transfer-encoding: gzip, chunked~~0~~
        a chunk size that is none            | malformed-response  | HTTP/1.1 200 OK~transfer-encoding: chunked~~-5~hello~0~~
        a chunk longer than its size         | malformed-response  | HTTP/1.1 200 OK~transfer-encoding: chunked~~2~hello~0~~
        a folded line                        | malformed-response  | HTTP/1.1 200 OK~x: a~ b~content-length: 0~~
        a space before the colon             | malformed-response  | HTTP/1.1 200 OK~content-length : 0~~
        a line without a colon               | malformed-response  | HTTP/1.1 200 OK~whatever~~
        a zero byte in the head              | malformed-response  | HTTP/1.1 200 OK~x: a\u0000b~~
        a control character in the head      | malformed-response  | HTTP/1.1 200 OK~x: a\u0007b~~
        a line end that is none              | malformed-response  | HTTP/1.1 200 OK~x: a¬b~~
        a length that is too large           | response-too-large  | HTTP/1.1 200 OK~content-length: 99999999999~~
        a chunk that is too large            | response-too-large  | HTTP/1.1 200 OK~transfer-encoding: chunked~~7fffffff~
        a chunk beyond 64 bits               | response-too-large  | HTTP/1.1 200 OK~transfer-encoding: chunked~~fffffffffffffffff~
        an endless status line               | response-too-large  | HTTP/1.1 200 {x*99999}
        an endless header                    | response-too-large  | HTTP/1.1 200 OK~x: {x*99999}
        endless headers                      | response-too-large  | HTTP/1.1 200 OK~{x: y~*20000}
        an endless chunk extension           | response-too-large  | HTTP/1.1 200 OK~transfer-encoding: chunked~~1;{x*9999}
        endless trailers                     | response-too-large  | HTTP/1.1 200 OK~transfer-encoding: chunked~~0~{x: y~*20000}
        """)
    void whatIsWrongIsAnErrorOfANamedKind(String what, String kind, String text) throws Exception {
        Totals totals = driven(text);
        assertThat(totals.errors()).containsExactly(Map.entry(kind, REQUESTS));
        assertThat(totals.started()).isEqualTo(REQUESTS);
    }

    /** Ten requests answered like that, in time; and then, answered well, ten more, which are not disturbed. */
    private Totals driven(String text) throws Exception {
        answer = text;
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
        InputStream in = new BufferedInputStream(socket.getInputStream());
        while (ScriptedServer.read(in) != null && say(answer, socket)) {
            continue;
        }
    }

    /** False when the connection is to be closed. */
    private boolean say(String text, Socket socket) throws Exception {
        boolean slowly = false;
        Matcher part = DIRECTION.matcher(text);
        while (part.find()) {
            if (part.group(1) != null) {
                return false;
            } else if (part.group(2) != null) {
                TimeUnit.MILLISECONDS.sleep(5); // so that what was said before is not lost with the reset
                socket.setSoLinger(true, 0);
                return false;
            } else if (part.group(3) != null) {
                slowly = true;
            } else {
                String said =
                        part.group(4) == null ? part.group() : part.group(4).repeat(Integer.parseInt(part.group(5)));
                send(said, slowly, socket);
            }
        }
        return true;
    }

    private void send(String text, boolean slowly, Socket socket) throws IOException, InterruptedException {
        byte[] bytes = ScriptedServer.raw(text.replace("~", "\r\n").replace("¬", "\r"));
        int piece = slowly ? 1 : Math.max(1, bytes.length);
        for (int from = 0; from < bytes.length; from += piece) {
            socket.getOutputStream().write(bytes, from, Math.min(piece, bytes.length - from));
            if (slowly && ended.await(10, TimeUnit.MILLISECONDS)) {
                return;
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"get, true", "put, true", "post, false"})
    void aRequestOnAnIdleConnectionThatWasClosedIsSentAgainIfThatIsSafe(String method, boolean safe) throws Exception {
        var answered = new AtomicInteger();
        try (var closing = ScriptedServer.talking(socket -> {
                    InputStream in = new BufferedInputStream(socket.getInputStream());
                    ScriptedServer.read(in);
                    socket.getOutputStream().write(ScriptedServer.answer(200, "{}"));
                    answered.incrementAndGet();
                    ScriptedServer.read(in); // and no answer: the connection had been idle for too long
                });
                var other = Measured.open(
                        "@Journey void go(User user) { user." + method + "(\"/\").expect(200); }",
                        closing.target(),
                        Measured.QUICK.withLoops(1))) {
            other.prepare(text -> {});
            answered.set(0);
            Totals totals =
                    Measured.drive(other, 100, Duration.ofMillis(400)).report().totals();
            assertThat(totals.started()).isEqualTo(40);
            assertThat(totals.completed()).isEqualTo(answered.get());
            if (safe) {
                assertThat(totals.errors()).isEmpty();
                assertThat(totals.reconnected()).isPositive();
            } else {
                assertThat(totals.errors()).containsOnlyKeys("connection-closed");
                assertThat(totals.reconnected()).isZero();
            }
        }
    }

    @Test
    void anAnswerThatNobodyAskedForEndsItsConnectionAndNothingElse() throws Exception {
        try (var talkative = ScriptedServer.talking(socket -> {
                    InputStream in = new BufferedInputStream(socket.getInputStream());
                    while (ScriptedServer.read(in) != null) {
                        socket.getOutputStream().write(ScriptedServer.answer(200, "{}"));
                        TimeUnit.MILLISECONDS.sleep(
                                2); // long before the next request, which is a quarter of a second away
                        socket.getOutputStream().write(ScriptedServer.answer(500, "{}"));
                    }
                });
                var other = Measured.open(
                        "@Journey void look(User user) { user.get(\"/\").expect(200); }",
                        talkative.target(),
                        Measured.QUICK.withLoops(1))) {
            other.prepare(text -> {});
            Totals totals =
                    Measured.drive(other, 4, Duration.ofSeconds(1)).report().totals();
            assertThat(totals.errors()).isEmpty();
            assertThat(totals.completed()).isEqualTo(4);
        }
    }
}
