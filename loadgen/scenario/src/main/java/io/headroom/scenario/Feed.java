package io.headroom.scenario;

import java.util.List;

/**
 * Rows of test data, for example accounts, that users take one after the other. Keep it in an instance field of the scenario:
 *
 * <pre>{@code
 * record Account(String name, String password, int age) {}
 *
 * final Feed<Account> accounts = Feed.csv("accounts.csv", Account.class).unique();
 * }</pre>
 *
 * <p>A CSV file (RFC 4180, UTF-8) has a header line whose names are those of the record's components; case, blanks, hyphens and underscores do not matter,
 * and columns that the record does not name are left out. Components are text, numbers, {@code boolean}, an enum, {@code LocalDate} or {@code Instant}.
 *
 * <p>Event loops and agents share the rows among themselves without talking to each other: row k belongs to loop k modulo the number of all loops. What set-up
 * and calibration take is taken.
 */
public final class Feed<T> {
    private final List<T> rows;
    private final FeedOrder order;
    private final int stripe;
    private final int stripes;
    private long taken;

    private Feed(List<T> rows, FeedOrder order, int stripe, int stripes) {
        this.rows = rows;
        this.order = order;
        this.stripe = stripe;
        this.stripes = stripes;
    }

    /**
     * The rows of a CSV file, each in turn and from the first again after the last.
     *
     * @param file path from the scenario's folder, and within it
     * @param row a record; a file that does not fit is an error of the scenario, before anything is sent
     */
    public static <T> Feed<T> csv(String file, Class<T> row) {
        FeedSource source = source();
        return new Feed<>(source.file(file, row), FeedOrder.CIRCULAR, source.stripe(), source.stripes());
    }

    /** As {@link #csv}, of a text, header line included. */
    public static <T> Feed<T> csvText(String csv, Class<T> row) {
        FeedSource source = source();
        return new Feed<>(source.text(csv, row), FeedOrder.CIRCULAR, source.stripe(), source.stripes());
    }

    /** Gives each row once, over all event loops and agents; then {@link #next} fails. A scenario that is prepared anew begins at the first row. */
    public Feed<T> unique() {
        return new Feed<>(rows, FeedOrder.UNIQUE, stripe, stripes);
    }

    /** Gives any row, each equally likely. */
    public Feed<T> random() {
        return new Feed<>(rows, FeedOrder.RANDOM, stripe, stripes);
    }

    /**
     * The next row.
     *
     * @throws FailedStepException of kind {@code feed-exhausted} if each row of a {@link #unique} feed has been given
     */
    public T next(User user) {
        if (order == FeedOrder.RANDOM) {
            return rows.get(user.random(rows.size()));
        }
        long index = stripe + taken * stripes;
        if (order == FeedOrder.UNIQUE && index >= rows.size()) {
            throw new FailedStepException(
                    "feed-exhausted",
                    "A feed of " + rows.size() + " unique rows has none left: give it more, or leave out unique().");
        }
        taken++;
        return rows.get((int) (index % rows.size()));
    }

    /** How many rows there are, over all event loops. */
    public int size() {
        return rows.size();
    }

    private static FeedSource source() {
        if (!FeedSource.CURRENT.isBound()) {
            throw new IllegalStateException(
                    "a feed belongs into an instance field of the scenario, not into a journey");
        }
        return FeedSource.CURRENT.get();
    }
}
