package io.headroom.protection;

import java.util.Optional;

/**
 * Proves by behaviour whether a protection blocks, stands open for our agents alone, or is closed again.
 *
 * @param probe sends the bursts
 */
record Proof(BurstProbe probe) {
    /** Bursts are tried again only because a request among them failed, which says nothing about the rule. */
    private static final int TRIES_MAX = 3;

    /**
     * @param holds whether it is proven
     * @param share what part of the neutral burst was refused, 0 to 1
     * @param why in a sentence
     */
    record Finding(boolean holds, double share, String why) {}

    /** Without any token the rule must block: else there is nothing to relax, and no way to see that it came back. */
    Finding blocks(Relaxation relaxation) throws InterruptedException {
        var challenge = challenge(relaxation);
        var neutral = neutral(challenge, relaxation);
        return new Finding(
                challenge.isBlocked(neutral),
                neutral.share(),
                "A burst without a token at " + relaxation.target().url() + " was not blocked by "
                        + relaxation.protection().name() + " (" + neutral + ")");
    }

    /** The agent's burst must pass whole, and one without a token must still be blocked. */
    Finding opensNarrowly(Relaxation relaxation) throws InterruptedException {
        var challenge = challenge(relaxation);
        var agent = agent(challenge, relaxation);
        if (!agent.passedWhole()) {
            return new Finding(
                    false,
                    0,
                    "An agent's burst does not pass " + relaxation.protection().name() + " (" + agent + ")");
        }
        var neutral = neutral(challenge, relaxation);
        return new Finding(
                challenge.isBlocked(neutral),
                neutral.share(),
                relaxation.protection().name() + " lets through a burst without a token too (" + neutral
                        + "): it is open for everybody");
    }

    /** The agent's old token must be worth nothing, and one without a token must be blocked. */
    Finding isClosed(Relaxation relaxation) throws InterruptedException {
        var challenge = challenge(relaxation);
        var agent = agent(challenge, relaxation);
        if (!challenge.isBlocked(agent)) {
            return new Finding(
                    false,
                    0,
                    "A burst with the agents' old token is not blocked by "
                            + relaxation.protection().name() + " (" + agent + ")");
        }
        var neutral = neutral(challenge, relaxation);
        return new Finding(
                challenge.isBlocked(neutral),
                neutral.share(),
                "A burst without a token is not blocked by "
                        + relaxation.protection().name() + " (" + neutral + ")");
    }

    private static Challenge challenge(Relaxation relaxation) {
        return Challenge.of(relaxation.protection(), relaxation.target());
    }

    private ProbeResult neutral(Challenge challenge, Relaxation relaxation) throws InterruptedException {
        var source = BurstProbe.neutralSource(relaxation.target().url(), relaxation.id());
        var result = probe.send(challenge.burst(), source);
        for (var tries = 1; tries < TRIES_MAX && result.failed() > 0 && !challenge.isBlocked(result); tries++) {
            result = probe.send(challenge.burst(), source);
        }
        return result;
    }

    /**
     * Where the probe may choose its address, the agent's burst has one of its own too: what is left in the bucket of
     * the agents' address says nothing about this rule, and stays theirs.
     */
    private ProbeResult agent(Challenge challenge, Relaxation relaxation) throws InterruptedException {
        var burst = challenge.burst(Optional.ofNullable(relaxation.token()));
        var source = BurstProbe.neutralSource(relaxation.target().url(), relaxation.id() + "/agent");
        var result = probe.send(burst, source);
        for (var tries = 1; tries < TRIES_MAX && result.failed() > 0; tries++) {
            result = probe.send(burst, source);
        }
        return result;
    }
}
