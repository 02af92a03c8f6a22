package io.headroom.protection.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Who owns a run, for how long: one row for each run, by the database's clock alone.
 *
 * <p>Each time a lease is taken its epoch grows, so that an owner that was replaced is told from the one that replaced
 * it, however late it comes back. Any number of platforms may take expired leases at once; each gets different ones.
 *
 * <pre>
 * create table owner_lease (run text primary key, epoch bigint not null, expires timestamptz not null);
 * create sequence owner_epoch;
 * </pre>
 */
public final class Leases {
    /** How long a lease lasts that nobody renews; it is renewed every 5 s. */
    public static final Duration LENGTH = Duration.ofSeconds(30);

    private static final int TAKEN_AT_ONCE_MAX = 16;
    private static final String TAKE_FREE = """
            insert into owner_lease (run, epoch, expires)
            values (?, nextval('owner_epoch'), clock_timestamp() + ? * interval '1 millisecond')
            on conflict (run) do update set epoch = excluded.epoch, expires = excluded.expires
            where owner_lease.expires < clock_timestamp()
            returning run, epoch""";
    private static final String SEIZE = """
            insert into owner_lease (run, epoch, expires)
            values (?, nextval('owner_epoch'), clock_timestamp() + ? * interval '1 millisecond')
            on conflict (run) do update set epoch = excluded.epoch, expires = excluded.expires
            returning run, epoch""";
    private static final String TAKE_EXPIRED = """
            update owner_lease set epoch = nextval('owner_epoch'), expires = clock_timestamp() + ? * interval '1 millisecond'
            where run in (select run from owner_lease
                          where expires < clock_timestamp() and expires > '-infinity'
                          order by expires limit ? for update skip locked)
            returning run, epoch""";
    private static final String RENEW = """
            update owner_lease set expires = clock_timestamp() + ? * interval '1 millisecond'
            where run = ? and epoch = ? and expires >= clock_timestamp()""";
    private static final String RELEASE = "update owner_lease set expires = '-infinity' where run = ? and epoch = ?";

    private final DataSource database;
    private final Duration length;

    public Leases(DataSource database, Duration length) {
        this.database = database;
        this.length = length;
    }

    /** @param epoch the fencing number that goes into every update */
    public record Lease(String run, long epoch) {}

    private interface Statement<T> {
        T run(PreparedStatement statement) throws SQLException;
    }

    /** Takes a run's lease, empty if somebody else holds it. */
    public Optional<Lease> take(String run) {
        return with(TAKE_FREE, statement -> {
            statement.setString(1, run);
            statement.setLong(2, length.toMillis());
            return leases(statement).stream().findFirst();
        });
    }

    /**
     * Takes a run's lease whoever holds it: for a platform that starts again on its own data folder, whose lock says that
     * the former owner is dead.
     */
    public Lease seize(String run) {
        return with(SEIZE, statement -> {
            statement.setString(1, run);
            statement.setLong(2, length.toMillis());
            return leases(statement).getFirst();
        });
    }

    /** Takes the leases whose owners have not renewed them, the longest expired first. */
    public List<Lease> takeExpired() {
        return with(TAKE_EXPIRED, statement -> {
            statement.setLong(1, length.toMillis());
            statement.setInt(2, TAKEN_AT_ONCE_MAX);
            return leases(statement);
        });
    }

    /** @return whether it is still ours; if not, nothing may be done in its name any more */
    public boolean renew(Lease lease) {
        return with(RENEW, statement -> {
            statement.setLong(1, length.toMillis());
            statement.setString(2, lease.run());
            statement.setLong(3, lease.epoch());
            return statement.executeUpdate() == 1;
        });
    }

    /**
     * Gives it back, so that whoever wants the run may take it, and nobody has to; nothing happens if it is not ours any
     * more. The row stays: by its epoch an owner that comes back late is told from the last one.
     */
    public void release(Lease lease) {
        with(RELEASE, statement -> {
            statement.setString(1, lease.run());
            statement.setLong(2, lease.epoch());
            return statement.executeUpdate();
        });
    }

    private static List<Lease> leases(PreparedStatement statement) throws SQLException {
        var taken = new ArrayList<Lease>();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                taken.add(new Lease(rows.getString(1), rows.getLong(2)));
            }
        }
        return taken;
    }

    private <T> T with(String sql, Statement<T> work) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            return work.run(statement);
        } catch (SQLException failure) {
            throw new IllegalStateException(
                    "The database does not say who owns which run: " + failure.getMessage(), failure);
        }
    }
}
