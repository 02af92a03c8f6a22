package io.headroom.engine.http;

import java.util.Arrays;

/**
 * The answer that came last to requests of one name. Most answers repeat it byte for byte: the head, but for its date, and often the body too. Then the head
 * need not be understood again, and the body need not be kept twice.
 */
public final class LastAnswer {
    final ResponseHead head = new ResponseHead();
    private byte[] body = {};

    /** The bytes from there on, in an array that nobody writes to. */
    byte[] body(byte[] source, int from, int length) {
        if (!Arrays.equals(source, from, from + length, body, 0, body.length)) {
            body = Arrays.copyOfRange(source, from, from + length);
        }
        return body;
    }
}
