package io.headroom.campaign;

/** A campaign file that cannot become a campaign: its author's fault. The message names file, line and column, field, value and remedy. */
public final class MalformedCampaign extends RuntimeException {

    private final String field;
    private final int line;
    private final int column;

    /** @param line counted from 1, as is the column */
    MalformedCampaign(String file, int line, int column, String field, String what) {
        super("%s:%d:%d: %s".formatted(file, line, column, what));
        this.field = field;
        this.line = line;
        this.column = column;
    }

    /** Such as {@code schedule.cron}; empty if the file is not YAML. */
    public String field() {
        return field;
    }

    public int line() {
        return line;
    }

    public int column() {
        return column;
    }
}
