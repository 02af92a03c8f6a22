package io.headroom.engine.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseParserTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        HTTP/1.1 200 OK~content-length: 5~~hello                                             | 200 | hello  | true
        HTTP/1.1 200~Content-Length:5~~hello                                                 | 200 | hello  | true
        HTTP/1.1 200 OK~content-length: 5~content-length: 5~~hello                           | 200 | hello  | true
        HTTP/1.1 200 OK~content-length: 5~connection: close~~hello                           | 200 | hello  | false
        HTTP/1.1 200 OK~content-length: 5~Connection: foo, Close~~hello                      | 200 | hello  | false
        HTTP/1.0 200 OK~content-length: 5~~hello                                             | 200 | hello  | false
        HTTP/1.0 200 OK~content-length: 5~connection: keep-alive~~hello                      | 200 | hello  | true
        HTTP/1.1 204 No Content~~                                                            | 204 | ''     | true
        HTTP/1.1 304 Not Modified~content-length: 9~~                                        | 304 | ''     | true
        HTTP/1.1 201 Created~content-length: 0~location: /a~~                                | 201 | ''     | true
        HTTP/1.1 100 Continue~~HTTP/1.1 200 OK~content-length: 2~~ok                         | 200 | ok     | true
        HTTP/1.1 103 Early Hints~link: x~~HTTP/1.1 404 No~content-length: 2~~no              | 404 | no     | true
        HTTP/1.1 200 OK~Transfer-Encoding: Chunked~~5~hello~6;x=y~ world~0~~                 | 200 | hello world | true
        HTTP/1.1 200 OK~transfer-encoding: chunked~~1~a~0~trailer: x~~                       | 200 | a      | true
        HTTP/1.1 200 OK~transfer-encoding: chunked~~0~~                                      | 200 | ''     | true
        """)
    void readsAnswersInWhateverPiecesTheyCome(String text, int status, String body, boolean keepAlive)
            throws Exception {
        byte[] bytes = text.strip().replace("~", "\r\n").getBytes(StandardCharsets.ISO_8859_1);
        for (int piece = 1; piece <= bytes.length; piece++) {
            var parser = new ResponseParser();
            parser.begin(false, new LastAnswer());
            boolean done = false;
            for (int from = 0; from < bytes.length; from += piece) {
                assertThat(done).as("done before the last piece of %s", piece).isFalse();
                done = parser.read(Unpooled.wrappedBuffer(bytes, from, Math.min(piece, bytes.length - from)));
            }
            assertThat(done).as("pieces of %s", piece).isTrue();
            assertThat(parser.head().status()).isEqualTo(status);
            assertThat(new String(parser.body(), StandardCharsets.ISO_8859_1)).isEqualTo(body);
            assertThat(parser.head().keepAlive()).isEqualTo(keepAlive);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hello there, no HTTP here~~",
                "~~",
                "HTTP/2 200 OK~~",
                "HTTP/1.1 20 OK~content-length: 0~~",
                "HTTP/1.1 2000 OK~content-length: 0~~",
                "HTTP/1.1 099 OK~content-length: 0~~",
                "HTTP/1.1 101 Switching Protocols~upgrade: x~~",
                "HTTP/1.1 200 OK~content-length: -1~~",
                "HTTP/1.1 200 OK~content-length: 1x~~",
                "HTTP/1.1 200 OK~content-length: ~~",
                "HTTP/1.1 200 OK~content-length: 99999999999999999999~~",
                "HTTP/1.1 200 OK~content-length: 5~content-length: 6~~",
                "HTTP/1.1 200 OK~content-length: 5~transfer-encoding: chunked~~0~~",
                "HTTP/1.1 200 OK~transfer-encoding: gzip~~",
                "HTTP/1.1 200 OK~transfer-encoding: chunked~transfer-encoding: chunked~~0~~",
                "HTTP/1.1 200 OK~no colon here~~",
                "HTTP/1.1 200 OK~: no name~~",
                "HTTP/1.1 200 OK~name : space~~",
                "HTTP/1.1 200 OK~a: b~ folded: line~~",
                "HTTP/1.1 200 OK~a: b\u0000c~~",
                "HTTP/1.1 200 OK~a: b\rc~~",
                "HTTP/1.1 200 OK~transfer-encoding: chunked~~xyz~~",
                "HTTP/1.1 200 OK~transfer-encoding: chunked~~~~",
                "HTTP/1.1 200 OK~transfer-encoding: chunked~~3~hello~0~~"
            })
    void refusesWhatIsNotHttp(String text) {
        byte[] bytes = text.replace("~", "\r\n").getBytes(StandardCharsets.ISO_8859_1);
        for (int piece : new int[] {1, 2, 7, bytes.length}) {
            assertThatThrownBy(() -> readAll(bytes, piece))
                    .as("pieces of %s", piece)
                    .isInstanceOfSatisfying(
                            MalformedResponseException.class,
                            e -> assertThat(e.kind()).isEqualTo("malformed-response"));
        }
    }

    @Test
    void refusesWhatIsTooLarge() {
        String[] texts = {
            "HTTP/1.1 200 OK\r\na: " + "x".repeat(ResponseHead.BYTES_MAX),
            "HTTP/1.1 200 OK\r\n" + "a: b\r\n".repeat(ResponseHead.BYTES_MAX / 5),
            "HTTP/1.1 200 OK\r\ncontent-length: " + (ResponseParser.BODY_MAX + 1L) + "\r\n\r\n",
            "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nfffffff\r\n",
            "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n1;" + "x".repeat(5_000) + "\r\n",
            "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n0\r\n" + "t: x\r\n".repeat(20_000),
            "HTTP/1.1 200 OK\r\n\r\n" + "x".repeat(ResponseParser.BODY_MAX + 1)
        };
        for (String text : texts) {
            assertThatThrownBy(() -> readAll(text.getBytes(StandardCharsets.ISO_8859_1), 60_000))
                    .isInstanceOfSatisfying(
                            MalformedResponseException.class,
                            e -> assertThat(e.kind()).isEqualTo("response-too-large"));
        }
    }

    @Test
    void refusesEndlessInterimAnswers() {
        byte[] bytes = "HTTP/1.1 100 Continue\r\n\r\n".repeat(100).getBytes(StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> readAll(bytes, bytes.length)).isInstanceOf(MalformedResponseException.class);
    }

    @Test
    void readsUntilTheConnectionEndsWhereThereIsNoLength() throws Exception {
        var parser = new ResponseParser();
        parser.begin(false, new LastAnswer());
        assertThat(parser.read(bytes("HTTP/1.1 200 OK\r\n\r\nhel"))).isFalse();
        assertThat(parser.read(bytes("lo"))).isFalse();
        assertThat(parser.endOfConnection()).isTrue();
        assertThat(parser.body()).asString().isEqualTo("hello");
    }

    @Test
    void anEndInTheMiddleIsNoAnswer() throws Exception {
        var parser = new ResponseParser();
        parser.begin(false, new LastAnswer());
        assertThat(parser.read(bytes("HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nhel")))
                .isFalse();
        assertThat(parser.endOfConnection()).isFalse();
    }

    @Test
    void anAnswerToHeadHasNoBodyAndWhatFollowsStaysUnread() throws Exception {
        var parser = new ResponseParser();
        parser.begin(true, new LastAnswer());
        ByteBuf in = bytes("HTTP/1.1 200 OK\r\ncontent-length: 5\r\nx-a:  v \r\n\r\nmore");
        assertThat(parser.read(in)).isTrue();
        assertThat(in.readableBytes()).isEqualTo(4);
        assertThat(parser.body()).isEmpty();
        assertThat(parser.head().header("X-A")).contains("v");
        assertThat(parser.head().header("x")).isEmpty();
    }

    @Test
    void whatRepeatsTheLastAnswerIsThatAnswer_andWhatDoesNotIsReadAnew() throws Exception {
        var last = new LastAnswer();
        byte[] first = read(last, "HTTP/1.1 201 OK\r\ncontent-length: 5\r\nx-a: 1\r\n\r\nhello", "201 true 1");
        byte[] same = read(last, "HTTP/1.1 201 OK\r\ncontent-length: 5\r\nx-a: 1\r\n\r\nhello", "201 true 1");
        byte[] otherBody = read(last, "HTTP/1.1 201 OK\r\ncontent-length: 5\r\nx-a: 1\r\n\r\nworld", "201 true 1");
        byte[] otherHead = read(
                last,
                "HTTP/1.1 202 OK\r\ncontent-length: 5\r\nx-a: 2\r\nconnection: close\r\n\r\nworld",
                "202 false 2");
        byte[] shorter = read(last, "HTTP/1.1 202 OK\r\ncontent-length: 4\r\nx-a: 2\r\n\r\nworl", "202 true 2");

        assertThat(same).isSameAs(first).asString().isEqualTo("hello");
        assertThat(otherBody).asString().isEqualTo("world");
        assertThat(otherHead).isSameAs(otherBody);
        assertThat(shorter).asString().isEqualTo("worl");
    }

    /** Reads a whole answer whose status, keep-alive and x-a are as told, and gives its body. */
    private static byte[] read(LastAnswer last, String text, String told) throws MalformedResponseException {
        var parser = new ResponseParser();
        parser.begin(false, last);
        assertThat(parser.read(bytes(text))).isTrue();
        ResponseHead head = parser.head();
        assertThat(head.status() + " " + head.keepAlive() + " "
                        + head.header("x-a").orElseThrow())
                .isEqualTo(told);
        return parser.body();
    }

    private static void readAll(byte[] bytes, int piece) throws MalformedResponseException {
        var parser = new ResponseParser();
        parser.begin(false, new LastAnswer());
        for (int from = 0; from < bytes.length; from += piece) {
            if (parser.read(Unpooled.wrappedBuffer(bytes, from, Math.min(piece, bytes.length - from)))) {
                return;
            }
        }
    }

    private static ByteBuf bytes(String text) {
        return Unpooled.wrappedBuffer(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
