package io.headroom.campaign.night;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The table {@code campaign_night}. A night's key is (campaign, due), so it is noted once; it is settled under a lock on its row that nobody waits for, so
 * one platform at a time tries to start it. The run's name is fixed when the night is noted: whoever tries again after a platform that died half-way finds
 * that run, and starts no second one.
 */
public final class NightLedger {

    private static final String COLUMNS = "campaign, due, scheduled, run, state, reason";
    private static final int STALE_MAX = 1_000;

    private final DataSource database;

    public NightLedger(DataSource database) {
        this.database = database;
    }

    /** What has become of a night. */
    public enum State {
        /** It is to be started. */
        DUE,
        STARTED,
        /** Nobody was there in time. */
        MISSED,
        /** Something else of the campaign went before it. */
        SKIPPED,
        /** It could not become a run. */
        FAILED
    }

    /**
     * @param scheduled whether it came due by the schedule; otherwise somebody asked for it
     * @param run the name of its run, if there is to be one
     * @param reason why it did not become a run
     */
    public record Entry(
            String campaign, Instant due, boolean scheduled, String run, State state, Optional<String> reason) {}

    /** What came of an attempt to start a night. */
    public sealed interface Outcome {
        record Started() implements Outcome {}

        /** It may be tried again. */
        record Waits() implements Outcome {}

        record Skipped(String reason) implements Outcome {}

        record Failed(String reason) implements Outcome {}
    }

    /** Starts runs. */
    @FunctionalInterface
    public interface Start {

        /** Starts the run of that name, unless there is one already. */
        Outcome attempt(Entry night);
    }

    /** @return whether it was not known before */
    public boolean note(Entry night) {
        return inTransaction(connection -> {
            try (PreparedStatement insert = connection.prepareStatement("insert into campaign_night (" + COLUMNS
                    + ") values (?, ?, ?, ?, ?, ?)" + " on conflict (campaign, due) do nothing")) {
                insert.setString(1, night.campaign());
                insert.setTimestamp(2, Timestamp.from(night.due()));
                insert.setBoolean(3, night.scheduled());
                insert.setString(4, night.run());
                insert.setString(5, night.state().name());
                insert.setString(6, night.reason().orElse(null));
                return insert.executeUpdate() == 1;
            }
        });
    }

    /** The last moment at which a campaign came due by its schedule, as far as it was noted. */
    public Optional<Instant> latest(String campaign) {
        return inTransaction(connection -> {
            try (PreparedStatement query = connection.prepareStatement(
                    "select max(due) from campaign_night where campaign = ? and scheduled")) {
                query.setString(1, campaign);
                try (ResultSet rows = query.executeQuery()) {
                    rows.next();
                    return Optional.ofNullable(rows.getTimestamp(1)).map(Timestamp::toInstant);
                }
            }
        });
    }

    /** Has the campaign's latest night that is due started, unless another platform is at it; those before it are skipped. */
    public void settle(String campaign, Start start) {
        inTransaction(connection -> {
            List<Entry> due = due(connection, campaign);
            for (int index = 0; index < due.size(); index++) {
                Outcome outcome = index == 0
                        ? start.attempt(due.getFirst())
                        : new Outcome.Skipped("the next night came due before it could start");
                settle(connection, due.get(index), outcome);
            }
            return due.size();
        });
    }

    private static List<Entry> due(Connection connection, String campaign) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                "select " + COLUMNS
                        + " from campaign_night where campaign = ? and state = 'DUE' order by due desc limit ? for update skip locked")) {
            query.setString(1, campaign);
            query.setInt(2, STALE_MAX);
            return entries(query);
        }
    }

    private static void settle(Connection connection, Entry night, Outcome outcome) throws SQLException {
        switch (outcome) {
            case Outcome.Started _ -> update(connection, night, State.STARTED, null);
            case Outcome.Waits _ -> {}
            case Outcome.Skipped(String reason) -> update(connection, night, State.SKIPPED, reason);
            case Outcome.Failed(String reason) -> update(connection, night, State.FAILED, reason);
        }
    }

    private static void update(Connection connection, Entry night, State state, @Nullable String reason)
            throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "update campaign_night set state = ?, reason = ? where campaign = ? and due = ?")) {
            update.setString(1, state.name());
            update.setString(2, reason);
            update.setString(3, night.campaign());
            update.setTimestamp(4, Timestamp.from(night.due()));
            update.executeUpdate();
        }
    }

    /** Newest first. */
    public List<Entry> newest(String campaign, int limit) {
        return inTransaction(connection -> {
            try (PreparedStatement query = connection.prepareStatement(
                    "select " + COLUMNS + " from campaign_night where campaign = ? order by due desc limit ?")) {
                query.setString(1, campaign);
                query.setInt(2, limit);
                return entries(query);
            }
        });
    }

    private static List<Entry> entries(PreparedStatement query) throws SQLException {
        List<Entry> entries = new ArrayList<>();
        try (ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                entries.add(new Entry(
                        rows.getString(1),
                        rows.getTimestamp(2).toInstant(),
                        rows.getBoolean(3),
                        rows.getString(4),
                        State.valueOf(rows.getString(5)),
                        Optional.ofNullable(rows.getString(6))));
            }
        }
        return entries;
    }

    @FunctionalInterface
    private interface Work<T> {
        T with(Connection connection) throws SQLException;
    }

    private <T> T inTransaction(Work<T> work) {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                T result = work.with(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException failure) {
                connection.rollback();
                throw failure;
            }
        } catch (SQLException failure) {
            throw new LedgerLost("the database does not keep nights: " + failure.getMessage(), failure);
        }
    }

    /** The database could not be asked. */
    public static final class LedgerLost extends RuntimeException {
        LedgerLost(String message, SQLException cause) {
            super(message, cause);
        }
    }
}
