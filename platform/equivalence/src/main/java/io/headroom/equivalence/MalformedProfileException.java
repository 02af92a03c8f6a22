package io.headroom.equivalence;

/** A document is not what it should be; the message is one sentence that says where, and what to do. */
public final class MalformedProfileException extends Exception {

    MalformedProfileException(String sentence) {
        super(sentence);
    }

    public String sentence() {
        return String.valueOf(getMessage());
    }
}
