package io.headroom.nights;

import io.headroom.campaign.night.NightLedger;
import io.headroom.campaign.night.NightLedger.Entry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** The bench's tables in a real PostgreSQL. */
final class NightsDatabase {

    private final DataSource database;

    NightsDatabase(DataSource database) {
        this.database = database;
    }

    static DataSource at(String jdbcUrl, String user, String password) {
        var source = new PGSimpleDataSource();
        source.setUrl(jdbcUrl);
        source.setUser(user);
        source.setPassword(password);
        return source;
    }

    /** Empty tables. */
    void renew() throws SQLException, IOException {
        try (InputStream script =
                        Objects.requireNonNull(NightsDatabase.class.getResourceAsStream("schema.sql"), "schema.sql");
                var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("drop table if exists campaign_night, started");
            statement.execute(new String(script.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    List<Entry> nights(String campaign, int most) {
        return new NightLedger(database).newest(campaign, most);
    }

    /** How often each run was started. */
    Map<String, Integer> started() throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select run, count(*) from started group by run")) {
            Map<String, Integer> started = new HashMap<>();
            while (rows.next()) {
                started.put(rows.getString(1), rows.getInt(2));
            }
            return started;
        }
    }
}
