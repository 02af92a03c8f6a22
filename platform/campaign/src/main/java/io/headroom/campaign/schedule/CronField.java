package io.headroom.campaign.schedule;

import java.util.BitSet;
import java.util.List;
import java.util.Locale;

/** One of the five fields: which numbers it may have, and how a list of them is written. */
enum CronField {
    MINUTE(0, 59, List.of()),
    HOUR(0, 23, List.of()),
    DAY(1, 31, List.of()),
    MONTH(1, 12, List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")),
    /** From Sunday; 7 is Sunday, too. */
    WEEKDAY(0, 7, List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat"));

    private final int least;
    private final int most;
    private final List<String> names;

    CronField(int least, int most, List<String> names) {
        this.least = least;
        this.most = most;
        this.names = names;
    }

    /**
     * @param text {@code *}, numbers, ranges such as {@code 1-5}, steps such as {@code 0-59/15} and {@code 2/6}, several by commas
     * @throws IllegalArgumentException with what is wrong
     */
    BitSet parse(String text) {
        BitSet numbers = new BitSet();
        for (String part : text.split(",", -1)) {
            add(part, numbers);
        }
        if (this == WEEKDAY && numbers.get(most)) {
            numbers.clear(most);
            numbers.set(0);
        }
        return numbers;
    }

    private void add(String part, BitSet numbers) {
        String[] stepped = part.split("/", -1);
        String[] ends = stepped[0].split("-", -1);
        if (stepped.length > 2 || ends.length > 2 || (ends.length == 2 && stepped[0].contains("*"))) {
            throw wrong(part);
        }
        boolean all = ends[0].equals("*");
        int first = all ? least : number(ends[0]);
        int last = ends.length == 2 ? number(ends[1]) : all || stepped.length == 2 ? top() : first;
        int step = stepped.length == 2 ? step(stepped[1]) : 1;
        if (first > last) {
            throw new IllegalArgumentException(
                    "the %s '%s' runs backwards: give its lower end first".formatted(this, part));
        }
        for (int number = first; number <= last; number += step) {
            numbers.set(number);
        }
    }

    /** A week has its Sunday once. */
    private int top() {
        return this == WEEKDAY ? most - 1 : most;
    }

    private int number(String word) {
        int named = names.indexOf(word.toLowerCase(Locale.ROOT));
        if (named >= 0) {
            return named + least;
        }
        if (!word.matches("\\d{1,2}") || Integer.parseInt(word) < least || Integer.parseInt(word) > most) {
            throw wrong(word);
        }
        return Integer.parseInt(word);
    }

    private int step(String word) {
        if (!word.matches("[1-9]\\d?")) {
            throw wrong("/" + word);
        }
        return Integer.parseInt(word);
    }

    private IllegalArgumentException wrong(String word) {
        return new IllegalArgumentException("the %s '%s' is not from %d to %d%s"
                .formatted(this, word, least, most, names.isEmpty() ? "" : ", nor one of " + String.join(", ", names)));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
