package io.headroom.nights;

import io.headroom.campaign.night.NightLedger.Entry;
import io.headroom.campaign.night.NightLedger.State;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/** Some nights across three replicas, of which one or two die in about half of them; then what the database says of it. */
final class NightSeries implements AutoCloseable {

    private static final int REPLICAS = 3;

    /** What the dead leave, those who stay do at their next look. */
    private static final int LOOKS = 2;

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(10);
    private static final long KILL_WITHIN_NANOS = 8_000_000;

    private final List<String> access;
    private final NightsDatabase database;
    private final boolean forgetful;
    private final Random random;
    private final List<ReplicaProcess> replicas = new ArrayList<>();
    private final Map<Death, Integer> deaths = new EnumMap<>(Death.class);

    /**
     * @param access address, user and password of the database
     * @param forgetful whether the replicas do not look for a run before they start one
     */
    NightSeries(List<String> access, boolean forgetful, long seed) {
        this.access = access;
        this.database = new NightsDatabase(NightsDatabase.at(access.get(0), access.get(1), access.get(2)));
        this.forgetful = forgetful;
        this.random = new Random(seed);
    }

    NightsResult run(int count) throws IOException, SQLException, InterruptedException {
        database.renew();
        for (int replica = 0; replica < REPLICAS; replica++) {
            replicas.add(start(replica));
        }
        for (Season season : Season.values()) {
            for (Instant due : season.nights(share(season, count))) {
                night(season, due);
            }
        }
        return judged(count);
    }

    /** Of an odd count, spring has one more. */
    private static int share(Season season, int count) {
        return season == Season.SPRING ? count - count / 2 : count / 2;
    }

    private void night(Season season, Instant due) throws IOException, InterruptedException {
        List<Death> fates = fates();
        for (int look = 0; look < LOOKS; look++) {
            Instant now = due.plus(BETWEEN_LOOKS.multipliedBy(look)).plusSeconds(1);
            Set<Integer> dead = look(season, now, look == 0 ? fates : List.of(Death.NONE, Death.NONE, Death.NONE));
            for (int replica : dead) {
                replicas.get(replica).close();
                replicas.set(replica, start(replica));
            }
        }
    }

    /** One always stays, unless they are forgetful: then whoever starts a run dies of it, so that the next one is tried each night. */
    private List<Death> fates() {
        if (forgetful) {
            return Collections.nCopies(REPLICAS, Death.AFTER_RUN);
        }
        List<Death> fates = new ArrayList<>(List.of(Death.NONE, Death.NONE, Death.NONE));
        int dying = random.nextInt(4) - 1;
        int first = random.nextInt(REPLICAS);
        for (int next = 0; next < dying; next++) {
            fates.set((first + next) % REPLICAS, Death.values()[1 + random.nextInt(Death.values().length - 1)]);
        }
        return fates;
    }

    private Set<Integer> look(Season season, Instant now, List<Death> fates) throws InterruptedException {
        for (int replica = 0; replica < REPLICAS; replica++) {
            replicas.get(replica).look(season, now, fates.get(replica));
        }
        for (int replica = 0; replica < REPLICAS; replica++) {
            if (fates.get(replica) == Death.KILLED) {
                LockSupport.parkNanos(random.nextLong(KILL_WITHIN_NANOS));
                replicas.get(replica).kill();
            }
        }
        Set<Integer> dead = new HashSet<>();
        for (int replica = 0; replica < REPLICAS; replica++) {
            boolean killed = fates.get(replica) == Death.KILLED;
            if (!replicas.get(replica).hasLooked() || killed) {
                dead.add(replica);
                deaths.merge(fates.get(replica), 1, Integer::sum);
            }
        }
        return dead;
    }

    private ReplicaProcess start(int number) throws IOException {
        List<String> arguments = new ArrayList<>(access);
        arguments.add(Integer.toString(number));
        arguments.add(Boolean.toString(forgetful));
        return ReplicaProcess.start(arguments);
    }

    private NightsResult judged(int count) throws SQLException {
        Map<String, Integer> started = database.started();
        int once = 0;
        int never = 0;
        int twice = 0;
        Set<Instant> due = new HashSet<>();
        Set<Instant> noted = new HashSet<>();
        for (Season season : Season.values()) {
            due.addAll(season.nights(share(season, count)));
            for (Entry night : database.nights(season.campaign(), 2 * count)) {
                noted.add(night.due());
                int runs = started.getOrDefault(night.run(), 0);
                once += runs == 1 && night.state() == State.STARTED ? 1 : 0;
                never += runs == 0 ? 1 : 0;
                twice += runs > 1 ? 1 : 0;
            }
        }
        int unnoticed =
                (int) due.stream().filter(moment -> !noted.contains(moment)).count();
        int invented =
                (int) noted.stream().filter(moment -> !due.contains(moment)).count();
        int orphans = started.values().stream().mapToInt(Integer::intValue).sum() - once;
        return new NightsResult(
                count, once, never + unnoticed, twice, invented, twice == 0 ? orphans : 0, Map.copyOf(deaths));
    }

    @Override
    public void close() {
        replicas.forEach(ReplicaProcess::close);
    }
}
