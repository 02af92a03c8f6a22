package io.headroom.engine.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers with random mistakes in them: whatever comes of one, it comes of it in whatever pieces it arrives, and it is never an accident. */
class ResponseParserFuzzTest {
    private static final int ANSWERS = 20_000;
    private static final String ALPHABET = "\r\n\t :;,=/0159aAfF-+\"\u0000\u007f\u00ff";
    private static final List<String> VALID = List.of(
            "HTTP/1.1 200 OK\r\ncontent-length: 5\r\nx-a: b\r\n\r\nhello",
            "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 201 Created\r\nconnection: keep-alive\r\ncontent-length: 0\r\n\r\n",
            "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5;x=y\r\nhello\r\na\r\n0123456789\r\n0\r\nt: u\r\n\r\n",
            "HTTP/1.0 404 Not Found\r\nserver: x\r\n\r\nuntil the end",
            "HTTP/1.1 304 Not Modified\r\ncontent-length: 9\r\netag: \"x\"\r\n\r\n");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whatComesOfAnAnswerDoesNotDependOnItsPieces(long seed) {
        var random = new SplittableRandom(seed);
        var last = new LastAnswer(); // what came before makes no difference either
        for (int i = 0; i < ANSWERS; i++) {
            byte[] answer = mutated(random);
            boolean head = random.nextInt(8) == 0;
            String whole = outcome(answer, head, answer.length, random, last);
            for (int piece : new int[] {1, 3, 17}) {
                assertThat(outcome(answer, head, piece, random, new LastAnswer()))
                        .as(
                                "seed %d, pieces of up to %d: %s",
                                seed, piece, new String(answer, StandardCharsets.ISO_8859_1))
                        .isEqualTo(whole);
            }
        }
    }

    /** A valid answer in which up to four places were changed, doubled or left out. */
    private static byte[] mutated(SplittableRandom random) {
        var text = new StringBuilder(VALID.get(random.nextInt(VALID.size())));
        for (int left = random.nextInt(5); left > 0; left--) {
            int at = random.nextInt(text.length());
            int length = Math.min(1 + random.nextInt(6), text.length() - at);
            switch (random.nextInt(4)) {
                case 0 -> text.setCharAt(at, ALPHABET.charAt(random.nextInt(ALPHABET.length())));
                case 1 -> text.insert(at, ALPHABET.charAt(random.nextInt(ALPHABET.length())));
                case 2 -> text.insert(at, text.substring(at, at + length));
                default -> text.delete(at, Math.min(at + length, text.length() - 1));
            }
        }
        return text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String outcome(byte[] answer, boolean head, int pieceMax, SplittableRandom random, LastAnswer last) {
        var parser = new ResponseParser();
        parser.begin(head, last);
        boolean done = false;
        int left = answer.length;
        try {
            while (left > 0 && !done) {
                int piece = Math.min(left, 1 + random.nextInt(pieceMax));
                ByteBuf in = Unpooled.wrappedBuffer(answer, answer.length - left, piece);
                done = parser.read(in);
                left -= piece - in.readableBytes();
            }
        } catch (MalformedResponseException e) {
            return e.kind() + ": " + e.getMessage();
        }
        return "%s %d %s %s, %d left"
                .formatted(
                        done || parser.endOfConnection(),
                        parser.head().status(),
                        parser.head().keepAlive(),
                        new String(parser.body(), StandardCharsets.ISO_8859_1),
                        left);
    }
}
