package io.headroom.protection.database;

import io.headroom.protection.ProtectionState;
import io.headroom.protection.Relaxation;
import io.headroom.protection.RelaxationJournal;
import io.headroom.protection.RelaxationJson;
import io.headroom.protection.StaleRelaxationException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Relaxations in PostgreSQL. A row moves on only from the state that its writer saw, and only if no newer owner has
 * written it or holds the lease on its run ({@link Leases}).
 *
 * <pre>
 * create table relaxation (id text primary key, run text not null, state text not null, epoch bigint not null,
 *                          body text not null, open boolean not null, planned timestamptz not null);
 * </pre>
 */
public final class JdbcRelaxationJournal implements RelaxationJournal {
    private static final String INSERT = """
            insert into relaxation (id, run, state, epoch, body, open, planned)
            values (?, ?, ?, ?, ?, ?, ?) on conflict (id) do nothing""";
    private static final String ADVANCE = """
            update relaxation set state = ?, epoch = ?, body = ?, open = ?
            where id = ? and state = ? and epoch <= ?
              and not exists (select from owner_lease where owner_lease.run = relaxation.run and owner_lease.epoch > ?)""";
    private static final String FIND = "select body from relaxation where id = ?";
    private static final String OPEN = "select body from relaxation where open order by planned, id";
    private static final String OF_RUN = "select body from relaxation where run = ? order by planned, id";

    private final DataSource database;

    public JdbcRelaxationJournal(DataSource database) {
        this.database = database;
    }

    private interface Statement<T> {
        T run(PreparedStatement statement) throws SQLException;
    }

    @Override
    public void insert(Relaxation relaxation) {
        int inserted = with(INSERT, statement -> {
            statement.setString(1, relaxation.id());
            statement.setString(2, relaxation.run());
            statement.setString(3, relaxation.state().name());
            statement.setLong(4, relaxation.epoch());
            statement.setString(5, RelaxationJson.write(relaxation));
            statement.setBoolean(6, !relaxation.state().isFinal());
            statement.setTimestamp(7, Timestamp.from(relaxation.plannedAt()));
            return statement.executeUpdate();
        });
        if (inserted == 0) {
            throw StaleRelaxationException.alreadyThere(relaxation);
        }
    }

    @Override
    public void advance(Relaxation next, ProtectionState from) {
        int moved = with(ADVANCE, statement -> {
            statement.setString(1, next.state().name());
            statement.setLong(2, next.epoch());
            statement.setString(3, RelaxationJson.write(next));
            statement.setBoolean(4, !next.state().isFinal());
            statement.setString(5, next.id());
            statement.setString(6, from.name());
            statement.setLong(7, next.epoch());
            statement.setLong(8, next.epoch());
            return statement.executeUpdate();
        });
        if (moved == 0) {
            throw StaleRelaxationException.moved(next, from);
        }
    }

    @Override
    public Optional<Relaxation> find(String id) {
        return with(FIND, statement -> {
                    statement.setString(1, id);
                    return relaxations(statement);
                })
                .stream()
                .findFirst();
    }

    @Override
    public List<Relaxation> open() {
        return with(OPEN, JdbcRelaxationJournal::relaxations);
    }

    /** All of one run, over or not, oldest plan first. */
    public List<Relaxation> ofRun(String run) {
        return with(OF_RUN, statement -> {
            statement.setString(1, run);
            return relaxations(statement);
        });
    }

    private static List<Relaxation> relaxations(PreparedStatement statement) throws SQLException {
        var found = new ArrayList<Relaxation>();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                found.add(RelaxationJson.read(rows.getString(1)));
            }
        }
        return List.copyOf(found);
    }

    private <T> T with(String sql, Statement<T> work) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            return work.run(statement);
        } catch (SQLException failure) {
            throw new IllegalStateException(
                    "The database does not read or write relaxations: " + failure.getMessage(), failure);
        }
    }
}
