package io.headroom.agent.work;

import io.headroom.agent.platform.PlatformProblem;
import java.util.function.LongSupplier;

/** Calls to the platform that are repeated until it answers or must be taken for lost, which depends on when it last answered anyone. */
final class PlatformContact {

    private static final int SERVER_ERROR = 500;

    private final LongSupplier clockNanos;
    private final AgentTiming timing;
    private volatile long heardAtNanos;

    /** @param clockNanos a monotonic clock in nanoseconds */
    PlatformContact(LongSupplier clockNanos, AgentTiming timing) {
        this.clockNanos = clockNanos;
        this.timing = timing;
        this.heardAtNanos = clockNanos.getAsLong();
    }

    /** One call over HTTP, safe to repeat. */
    @FunctionalInterface
    interface Call<T> {
        T make() throws PlatformProblem;
    }

    /**
     * @throws PlatformProblem.Refused if the platform does not want this; errors of its own it is forgiven for a while
     * @throws PlatformProblem.Unreachable if it is lost
     */
    <T> T insist(Call<T> call) throws PlatformProblem, InterruptedException {
        for (long since = Long.MIN_VALUE; ; Thread.sleep(timing.retryEvery())) {
            try {
                T answer = call.make();
                heardAtNanos = clockNanos.getAsLong();
                return answer;
            } catch (PlatformProblem.Refused refused) {
                if (refused.status() < SERVER_ERROR) {
                    heardAtNanos = clockNanos.getAsLong();
                    throw refused;
                }
                since = giveUpIfLost(refused, since);
            } catch (PlatformProblem.Unreachable unreachable) {
                since = giveUpIfLost(unreachable, since);
            }
        }
    }

    /**
     * A call for work may have been held open for long before it failed, and the platform was there all the while: at least half of the patience
     * begins at the first failure.
     *
     * @param since from when it counts, if an attempt has failed before
     */
    private long giveUpIfLost(PlatformProblem problem, long since) throws PlatformProblem {
        long now = clockNanos.getAsLong();
        long patience = timing.giveUpAfter().toNanos();
        long from = since == Long.MIN_VALUE ? Math.max(heardAtNanos, now - patience / 2) : since;
        if (now - from >= patience) {
            throw problem;
        }
        return from;
    }
}
