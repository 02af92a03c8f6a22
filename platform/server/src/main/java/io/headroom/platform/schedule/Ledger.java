package io.headroom.platform.schedule;

import io.headroom.campaign.night.NightLedger;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import javax.sql.DataSource;

/** Keeps nights in the platform's database. */
@ApplicationScoped
class Ledger {

    @Produces
    @Singleton
    NightLedger ledger(DataSource database) {
        return new NightLedger(database);
    }
}
