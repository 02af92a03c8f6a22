package io.headroom.bench.measure;

/**
 * One moment of a run. Ticks are hundredths of a second.
 *
 * @param nanos when, on the monotonic clock
 * @param requests that the server has counted, without those that asked it for its count
 * @param generatorTicks of the generator's whole process
 * @param serverTicks of the server
 * @param ownTicks of this program
 * @param machineTicks of everything, the three above included
 */
record Sample(long nanos, long requests, long generatorTicks, long serverTicks, long ownTicks, long machineTicks) {

    private static final double NANOS_PER_SECOND = 1e9;

    double secondsSince(Sample before) {
        return (nanos - before.nanos) / NANOS_PER_SECOND;
    }

    double requestsPerSecondSince(Sample before) {
        return (requests - before.requests) / secondsSince(before);
    }

    /** Cores that neither the generator nor the server nor this program used. */
    double otherCoresSince(Sample before) {
        long known =
                generatorTicks + serverTicks + ownTicks - before.generatorTicks - before.serverTicks - before.ownTicks;
        return Math.max(0, (machineTicks - before.machineTicks - known) / KernelBooks.TICKS_PER_SECOND)
                / secondsSince(before);
    }
}
