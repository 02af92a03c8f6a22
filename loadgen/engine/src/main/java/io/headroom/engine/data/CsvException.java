package io.headroom.engine.data;

/** A file of rows that does not fit; the message is {@code file:line: what}. */
public final class CsvException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    CsvException(String name, int line, String what) {
        super(name + ":" + line + ": " + what);
    }
}
