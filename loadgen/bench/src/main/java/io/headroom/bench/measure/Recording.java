package io.headroom.bench.measure;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One run of a generator as it was watched: samples some 50 ms apart, and what its process left behind. */
public final class Recording {

    /** The load has begun when the server's rate passes this share of its highest. */
    private static final double BEGUN = 0.02;
    /** Rates are looked at over at least this time: less, and they are noise. */
    private static final double RATE_SECONDS = 0.4;

    private final List<Sample> samples;
    private final long residentKibMax;
    private final double cpuSecondsWhole;
    private final String output;

    Recording(List<Sample> samples, long residentKibMax, double cpuSecondsWhole, String output) {
        this.samples = samples;
        this.residentKibMax = residentKibMax;
        this.cpuSecondsWhole = cpuSecondsWhole;
        this.output = output;
    }

    /** What it wrote, standard error included. */
    public String output() {
        return output;
    }

    public double residentMegabytesMax() {
        return residentKibMax * 1024 / 1e6;
    }

    /** CPU-seconds from its start to its end, start-up and report included. */
    public double cpuSecondsWhole() {
        return cpuSecondsWhole;
    }

    /** Requests that the server counted from its start to its end. */
    public long requestsWhole() {
        return samples.isEmpty()
                ? 0
                : samples.getLast().requests() - samples.getFirst().requests();
    }

    /**
     * The part in which nothing was special: it begins some time after the load began, and lasts for a given time.
     *
     * @return nothing if the load did not last that long
     */
    public Optional<SteadyWindow> steady(Duration afterBegin, Duration length) {
        return begin().flatMap(begun -> {
            long from = samples.get(begun).nanos() + afterBegin.toNanos();
            long to = from + length.toNanos();
            Optional<Sample> first =
                    samples.stream().filter(s -> s.nanos() >= from).findFirst();
            Optional<Sample> last =
                    samples.stream().filter(s -> s.nanos() >= to).findFirst();
            return first.flatMap(a -> last.map(z -> SteadyWindow.between(a, z)));
        });
    }

    /** When things were, for whoever has to find out why there is no steady window. */
    @Override
    public String toString() {
        if (samples.isEmpty()) {
            return "no samples";
        }
        Sample last = samples.getLast();
        return String.format(
                Locale.ROOT,
                "%d samples over %.1f s, load from %.1f s on, %d requests",
                samples.size(),
                last.secondsSince(samples.getFirst()),
                begin().map(i -> samples.get(i).secondsSince(samples.getFirst()))
                        .orElse(Double.NaN),
                requestsWhole());
    }

    private Optional<Integer> begin() {
        double highest = 0;
        for (int i = 0; i < samples.size(); i++) {
            highest = Math.max(highest, rateUntil(i));
        }
        for (int i = 0; i < samples.size(); i++) {
            if (highest > 0 && rateUntil(i) >= BEGUN * highest) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    /** 0 as long as there is too little to look at. */
    private double rateUntil(int index) {
        Sample last = samples.get(index);
        for (int i = index - 1; i >= 0; i--) {
            if (last.secondsSince(samples.get(i)) >= RATE_SECONDS) {
                return last.requestsPerSecondSince(samples.get(i));
            }
        }
        return 0;
    }
}
