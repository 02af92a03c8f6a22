package io.headroom.nights;

import io.headroom.campaign.night.NightLedger;
import io.headroom.campaign.night.NightLedger.Entry;
import io.headroom.campaign.night.NightLedger.Outcome;
import io.headroom.campaign.night.Nightfall;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * A platform, as far as nights are concerned. For each line {@code CAMPAIGN MOMENT DEATH} on its input it looks once, and says {@link #LOOKED}. Its runs are
 * rows: found by their name before a second one is started, unless it is forgetful, which the bench has to notice.
 */
final class Replica {

    static final String LOOKED = "looked";

    private static final int KILLED = 137;

    private final DataSource database;
    private final int number;
    private final boolean forgetful;
    private final NightLedger ledger;

    private Replica(DataSource database, int number, boolean forgetful) {
        this.database = database;
        this.number = number;
        this.forgetful = forgetful;
        this.ledger = new NightLedger(database);
    }

    /** @param arguments address, user and password of the database, its number, and whether it is forgetful */
    static void main(String[] arguments) throws Exception {
        var replica = new Replica(
                NightsDatabase.at(arguments[0], arguments[1], arguments[2]),
                Integer.parseInt(arguments[3]),
                Boolean.parseBoolean(arguments[4]));
        var orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String order = orders.readLine(); order != null; order = orders.readLine()) {
            String[] words = order.split(" ");
            replica.look(words[0], Instant.parse(words[1]), Death.valueOf(words[2]));
            System.out.println(LOOKED);
        }
    }

    private void look(String campaign, Instant now, Death death) {
        new Nightfall(ledger, () -> UUID.randomUUID().toString(), night -> attempt(night, death))
                .look(campaign, Season.SCHEDULE, Season.of(campaign).since(), now);
    }

    private Outcome attempt(Entry night, Death death) {
        if (death == Death.BEFORE_RUN) {
            Runtime.getRuntime().halt(KILLED);
        }
        try (Connection connection = database.getConnection()) {
            if (forgetful || !isStarted(connection, night.run())) {
                start(connection, night.run());
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
        if (death == Death.AFTER_RUN) {
            Runtime.getRuntime().halt(KILLED);
        }
        return new Outcome.Started();
    }

    private static boolean isStarted(Connection connection, String run) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("select 1 from started where run = ?")) {
            query.setString(1, run);
            return query.executeQuery().next();
        }
    }

    private void start(Connection connection, String run) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("insert into started (run, replica) values (?, ?)")) {
            insert.setString(1, run);
            insert.setInt(2, number);
            insert.executeUpdate();
        }
    }
}
