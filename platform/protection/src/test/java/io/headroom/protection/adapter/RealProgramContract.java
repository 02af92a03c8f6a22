package io.headroom.protection.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headroom.protection.AgentKey;
import io.headroom.protection.AgentToken;
import io.headroom.protection.BurstProbe;
import io.headroom.protection.Extent;
import io.headroom.protection.FileJournal;
import io.headroom.protection.Guard;
import io.headroom.protection.Protection;
import io.headroom.protection.ProtectionAdapter.Opening;
import io.headroom.protection.ProtectionAdapter.Rule;
import io.headroom.protection.ProtectionAdapter.Stale;
import io.headroom.protection.ProtectionState;
import io.headroom.protection.RelaxRequest;
import io.headroom.protection.RelaxRestore;
import io.headroom.protection.Relaxation;
import io.headroom.protection.RelaxationRefusedException;
import io.headroom.protection.Safeguards;
import io.headroom.protection.Target;
import io.headroom.protection.Wide;
import io.headroom.protection.WriteAhead;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a real program must show under the whole protocol, on real clocks. A program's test says how to edit it. */
abstract class RealProgramContract {
    static final AgentKey KEY = new AgentKey("0123456789abcdef0123456789abcdef".getBytes());
    private static final Wide WHY = new Wide("the agents' addresses are not known beforehand", "ops");
    private static final String AGENT = "127.0.0.61";
    private static final String NEUTRAL = "127.0.0.62";
    private static final int PER_SECOND = 20;

    @TempDir
    Path journal;

    private RelaxRestore driver;

    abstract Protection protection();

    abstract Target target();

    /** What a client sends that the protection should refuse, and by which status. */
    abstract URI refusedUrl();

    abstract int refusedStatus();

    /** Somebody changes the rule itself. */
    abstract void editRule() throws Exception;

    abstract boolean isRuleEdited() throws Exception;

    /** Somebody changes the very thing by which we opened. */
    abstract void editOurs(Relaxation open) throws Exception;

    @BeforeEach
    void makeDriver() {
        Guard trusted = relaxation -> new Guard.Armed("the test, which restores");
        driver = new RelaxRestore(
                WriteAhead.inCopyOnly(new FileJournal(journal)),
                Adapters::of,
                new Safeguards(BurstProbe.standard(), trusted, relaxation -> false),
                Clock.systemUTC());
    }

    private RelaxRequest request(String run, Duration lifetime) {
        return new RelaxRequest(run, protection(), target(), Instant.now().plus(lifetime), KEY, 1);
    }

    private Relaxation relaxed(RelaxRequest request) throws Exception {
        var open = driver.relax(request);
        assertThat(open.state()).isEqualTo(ProtectionState.VERIFIED_OPEN);
        return open;
    }

    @Test
    void agentsPassAtTenTimesTheLimit_whileANeutralClientIsLimitedThroughout() throws Exception {
        var open = relaxed(request("ten-times", Duration.ofMinutes(5)));
        var pass = driver.passes("ten-times");
        var neutral = CompletableFuture.supplyAsync(() -> load(NEUTRAL, Map.of(), 5 * PER_SECOND, 5 * PER_SECOND));
        assertThat(load(AGENT, pass, 10 * PER_SECOND, 10 * PER_SECOND)).containsOnly(204);
        assertLimitedThroughout(neutral.get());

        var closed = driver.restore(open.id(), 1);
        assertThat(closed.state()).as(closed.message()).isEqualTo(ProtectionState.DISARMED);
        assertThat(closed.verifiedClosed()).isTrue();
        assertLimitedThroughout(load(AGENT, pass, 5 * PER_SECOND, 5 * PER_SECOND));
    }

    /** In each fifth of the second; the first holds the bucket's burst. */
    private void assertLimitedThroughout(List<Integer> statuses) {
        var fifth = statuses.size() / 5;
        for (var part = 1; part < 5; part++) {
            assertThat(statuses.subList(part * fifth, (part + 1) * fifth))
                    .as("part %d of %s", part, statuses)
                    .contains(refusedStatus());
        }
    }

    @Test
    void aCapturedPassStopsAtItsExpiryByItself() throws Exception {
        var open = relaxed(request("captured", Duration.ofSeconds(3)));
        var pass = driver.passes("captured");
        assertThat(load(AGENT, pass, 200, 60)).containsOnly(204);
        TimeUnit.MILLISECONDS.sleep(
                Duration.between(Instant.now(), open.deadline()).toMillis() + 50);
        assertThat(load(AGENT, pass, 200, 60)).contains(refusedStatus());
        assertThat(driver.restore(open.id(), 1).state()).isEqualTo(ProtectionState.DISARMED);
    }

    @Test
    void whatSomebodyElseChangesSurvives_andOursIsWithdrawn() throws Exception {
        var open = relaxed(request("edited", Duration.ofMinutes(5)));
        editRule();
        var closed = driver.restore(open.id(), 1);
        assertThat(closed.state()).as(closed.message()).isEqualTo(ProtectionState.DISARMED);
        assertThat(closed.message()).contains("that change stays");
        assertThat(isRuleEdited()).isTrue();
    }

    @Test
    void wideOpensForEverybody_andClosesAgain() throws Exception {
        var open = relaxed(request("wide", Duration.ofMinutes(5)).openedWide(WHY));
        assertThat(load(NEUTRAL, Map.of(), 10 * PER_SECOND, 5 * PER_SECOND)).containsOnly(204);
        var closed = driver.restore(open.id(), 1);
        assertThat(closed.state()).as(closed.message()).isEqualTo(ProtectionState.DISARMED);
        assertThat(load(NEUTRAL, Map.of(), 10 * PER_SECOND, 5 * PER_SECOND)).contains(refusedStatus());
    }

    @Test
    void whatSomebodyDidToOurVeryChangeLeavesTheStricterSide_andAlarmsUntilAcknowledged() throws Exception {
        var open = relaxed(request("entangled", Duration.ofMinutes(5)).openedWide(WHY));
        editOurs(open);
        var conflict = driver.restore(open.id(), 1);
        assertThat(conflict.state()).as(conflict.message()).isEqualTo(ProtectionState.CONFLICT);
        assertThat(conflict.alarms()).isTrue();
        assertThat(conflict.verifiedClosed()).as("the stricter side stands").isTrue();
        assertThat(driver.restore(open.id(), 1)).as("nothing more to do").isEqualTo(conflict);
        driver.acknowledge(open.id(), "ops", 1);
        assertThat(driver.restore(open.id(), 1).state()).isEqualTo(ProtectionState.DISARMED);
    }

    @Test
    void aRequestThatBuildsOnAnotherStateOfTheRuleChangesNothing() throws Exception {
        var adapter = Adapters.of(protection());
        var before = (Rule) adapter.observe();
        editRule();
        var expiry = Instant.now().plusSeconds(60);
        var opening = new Opening(
                "headroom-late-" + expiry.getEpochSecond(),
                Extent.NARROW,
                KEY,
                AgentToken.mint("late", expiry, KEY),
                expiry);
        assertThat(adapter.relax(opening, before.version())).isInstanceOf(Stale.class);
        assertThat(((Rule) adapter.observe()).artefacts()).isEmpty();
    }

    @Test
    void noGuardNoWideRelaxation() {
        driver = new RelaxRestore(
                WriteAhead.inCopyOnly(new FileJournal(journal)),
                Adapters::of,
                new Safeguards(BurstProbe.standard(), Guard.expiryInTheRule(), relaxation -> false),
                Clock.systemUTC());
        assertThatThrownBy(() ->
                        driver.relax(request("guardless", Duration.ofMinutes(5)).openedWide(WHY)))
                .isInstanceOf(RelaxationRefusedException.class)
                .hasMessageContaining("No guard, no relaxation");
    }

    private List<Integer> load(String source, Map<String, String> headers, int perSecond, int requests) {
        try {
            return Load.send(refusedUrl(), source, headers, perSecond, requests);
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }
}
