package io.headroom.protection;

import io.headroom.protection.adapter.Adapters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;

/** A cloud, a database and a folder that outlive the drivers which a test starts and kills. */
final class Workbench implements AutoCloseable {
    static final String FOREIGN = "pentest-2026";
    static final String RUN = "run-7";
    static final AgentKey KEY = new AgentKey("0123456789abcdef0123456789abcdef".getBytes());
    private static final BurstProbe PROBE = new BurstProbe(6, Duration.ofSeconds(3), Duration.ofSeconds(10));
    /** What it says when a database is gone is as often as the tests take one away. */
    private static final Logger WARNINGS = Logger.getLogger(WriteAhead.class.getName());

    private static final Duration BUDGET = Duration.ofMinutes(30);

    final SettableClock clock = new SettableClock("2026-01-01T00:00:00.5Z");
    final Instant deadline = Instant.parse("2026-01-01T00:00:00Z").plus(BUDGET);
    final MemoryJournal database = new MemoryJournal();
    final FileJournal copy;
    final TestCloud cloud;
    volatile boolean environmentGone;

    Workbench(Path folder) throws IOException {
        WARNINGS.setLevel(Level.OFF);
        cloud = new TestCloud(clock, Files.createDirectories(folder));
        copy = new FileJournal(folder.resolve("journal"));
        for (var rule : List.of("rate-limit", "waf")) {
            cloud.exempt(rule, FOREIGN, Instant.parse("2027-01-01T00:00:00Z"));
        }
    }

    RelaxRestore driver() {
        return driver(WriteAhead.inDatabaseAndCopy(database, copy), Adapters::of);
    }

    RelaxRestore driver(WriteAhead journal, Function<Protection, ProtectionAdapter> adapters) {
        return new RelaxRestore(
                journal, adapters, new Safeguards(PROBE, Guard.expiryInTheRule(), any -> environmentGone), clock);
    }

    RelaxRequest request(String rule, long epoch) {
        return new RelaxRequest(RUN, cloud.protection(rule), cloud.target(), deadline, KEY, epoch);
    }

    /** What a burst with a run's token meets, as a share refused. */
    double refusedShareForAgents(String rule) throws InterruptedException {
        var challenge = Challenge.of(cloud.protection(rule), cloud.target());
        var token = AgentToken.mint(RUN, deadline, KEY);
        return PROBE.send(challenge.burst(Map.of(AgentToken.HEADER, token.value())), Optional.empty())
                .share();
    }

    @Override
    public void close() {
        cloud.close();
    }
}
