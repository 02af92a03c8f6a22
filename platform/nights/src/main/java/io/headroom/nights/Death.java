package io.headroom.nights;

/** When a replica dies while it looks at its campaign. */
enum Death {
    NONE("not at all"),
    /** At its own point: it holds the night, and has started nothing. */
    BEFORE_RUN("with a night in hand"),
    /** At its own point: the run is committed, and the night does not know it yet. */
    AFTER_RUN("with a run just started"),
    /** By the operating system, whatever it is doing. */
    KILLED("at any moment");

    private final String text;

    Death(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }
}
