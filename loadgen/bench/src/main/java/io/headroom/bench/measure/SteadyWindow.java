package io.headroom.bench.measure;

/**
 * What was used between two moments.
 *
 * @param seconds between them
 * @param requests that the server counted
 * @param cpuSeconds of the generator's whole process, user and system
 * @param serverCores that the server used, at most 1
 * @param otherCores that the machine's other work used
 */
public record SteadyWindow(double seconds, long requests, double cpuSeconds, double serverCores, double otherCores) {

    /** Other work than this spoils a window. */
    public static final double OTHER_CORES_MAX = 0.15;

    private static final double PER_REQUESTS = 100_000;

    static SteadyWindow between(Sample begin, Sample end) {
        double seconds = end.secondsSince(begin);
        return new SteadyWindow(
                seconds,
                end.requests() - begin.requests(),
                (end.generatorTicks() - begin.generatorTicks()) / KernelBooks.TICKS_PER_SECOND,
                (end.serverTicks() - begin.serverTicks()) / KernelBooks.TICKS_PER_SECOND / seconds,
                end.otherCoresSince(begin));
    }

    public double requestsPerSecond() {
        return requests / seconds;
    }

    /** CPU-seconds per 100,000 requests. */
    public double cost() {
        return cpuSeconds / requests * PER_REQUESTS;
    }

    public boolean isClean() {
        return otherCores <= OTHER_CORES_MAX;
    }
}
