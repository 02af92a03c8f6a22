package io.headroom.protection;

import io.headroom.protection.ProtectionAdapter.Evidence;
import io.headroom.protection.ProtectionAdapter.Rule;
import io.headroom.protection.ProtectionAdapter.Silence;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Proves by behaviour whether a protection blocks, stands open for whom it should, or is closed again.
 *
 * @param probe sends the bursts
 * @param adapter says what agents show, and how long behaviour may lag behind
 */
record Proof(BurstProbe probe, ProtectionAdapter adapter) {
    /** Bursts are tried again only because a request among them failed, which says nothing about the rule. */
    private static final int TRIES_MAX = 3;

    /** Between two looks at behaviour that may lag. */
    private static final Duration PAUSE = Duration.ofMillis(100);

    /**
     * @param holds whether it is proven
     * @param share what part of the neutral burst was refused, 0 to 1; absent where no burst shows it
     * @param why in a sentence
     */
    record Finding(boolean holds, @Nullable Double share, String why) {}

    private interface Look {
        Finding take() throws InterruptedException;
    }

    /** Without any token the rule must block: else there is nothing to relax, and no way to see that it came back. */
    Finding blocks(Relaxation relaxation) throws InterruptedException {
        if (adapter.evidence() == Evidence.SETTINGS) {
            return stands(relaxation, false);
        }
        return neutralIsBlocked(
                relaxation,
                "A burst without a token at " + relaxation.target().url() + " was not blocked by "
                        + relaxation.protection().name());
    }

    /** The agent's burst must pass whole; one without a token must be blocked still, or pass too if that is asked. */
    Finding isOpen(Relaxation relaxation) throws InterruptedException {
        if (adapter.evidence() == Evidence.SETTINGS) {
            return stands(relaxation, true);
        }
        return settled(() -> {
            var agent = agent(relaxation);
            if (!agent.passedWhole()) {
                return new Finding(
                        false,
                        0.0,
                        "An agent's burst does not pass "
                                + relaxation.protection().name() + " (" + agent + ")");
            }
            return switch (relaxation.extent()) {
                case NARROW ->
                    neutralIsBlocked(
                            relaxation,
                            relaxation.protection().name()
                                    + " lets through a burst without a token too: it is open for everybody");
                case WIDE -> neutralPasses(relaxation);
            };
        });
    }

    /** The agent's old token must be worth nothing, and one without a token must be blocked. */
    Finding isClosed(Relaxation relaxation) throws InterruptedException {
        if (adapter.evidence() == Evidence.SETTINGS) {
            return stands(relaxation, false);
        }
        return settled(() -> {
            var agent = agent(relaxation);
            if (!challenge(relaxation).isBlocked(agent)) {
                return new Finding(
                        false,
                        0.0,
                        "A burst with the agents' old token is not blocked by "
                                + relaxation.protection().name() + " (" + agent + ")");
            }
            return neutralIsBlocked(
                    relaxation,
                    "A burst without a token is not blocked by "
                            + relaxation.protection().name());
        });
    }

    /** Where no request shows it, the target's own word counts: whether what we opened stands there, or not. */
    private Finding stands(Relaxation relaxation, boolean wanted) throws InterruptedException {
        return settled(() -> switch (adapter.observe()) {
            case Silence silence -> new Finding(false, null, silence.reason());
            case Rule rule ->
                new Finding(
                        rule.artefact(relaxation.artefact()).isPresent() == wanted,
                        null,
                        relaxation.artefact() + (wanted ? " does not stand" : " stands still") + " at "
                                + relaxation.protection().name());
        });
    }

    /** Looks again for as long as behaviour may lag behind the change. */
    private Finding settled(Look look) throws InterruptedException {
        var begin = System.nanoTime();
        var lagNanos = adapter.propagation().toNanos();
        var finding = look.take();
        while (!finding.holds() && System.nanoTime() - begin < lagNanos) {
            Thread.sleep(PAUSE);
            finding = look.take();
        }
        return finding;
    }

    private static Challenge challenge(Relaxation relaxation) {
        return Challenge.of(relaxation.protection(), relaxation.target());
    }

    private Finding neutralIsBlocked(Relaxation relaxation, String otherwise) throws InterruptedException {
        var challenge = challenge(relaxation);
        var source = BurstProbe.neutralSource(relaxation.target().url(), relaxation.id());
        var result = probe.send(challenge.burst(), source);
        for (var tries = 1; tries < TRIES_MAX && result.failed() > 0 && !challenge.isBlocked(result); tries++) {
            result = probe.send(challenge.burst(), source);
        }
        return new Finding(challenge.isBlocked(result), result.share(), otherwise + " (" + result + ")");
    }

    private Finding neutralPasses(Relaxation relaxation) throws InterruptedException {
        var source = BurstProbe.neutralSource(relaxation.target().url(), relaxation.id());
        var result = probe.send(challenge(relaxation).burst(), source);
        return new Finding(
                result.passedWhole(),
                result.share(),
                "A burst without a token does not pass "
                        + relaxation.protection().name() + ", which was to be opened for everybody (" + result + ")");
    }

    /**
     * Where the probe may choose its address, the agent's burst has one of its own too: what is left in the bucket of
     * the agents' address says nothing about this rule, and stays theirs.
     */
    private ProbeResult agent(Relaxation relaxation) throws InterruptedException {
        var burst = challenge(relaxation).burst(pass(relaxation));
        var source = BurstProbe.neutralSource(relaxation.target().url(), relaxation.id() + "/agent");
        var result = probe.send(burst, source);
        for (var tries = 1; tries < TRIES_MAX && result.failed() > 0; tries++) {
            result = probe.send(burst, source);
        }
        return result;
    }

    private Map<String, String> pass(Relaxation relaxation) {
        var token = relaxation.token();
        return token == null ? Map.of() : adapter.pass(token, relaxation.artefact());
    }
}
