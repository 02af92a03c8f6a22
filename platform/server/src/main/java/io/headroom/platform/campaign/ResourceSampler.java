package io.headroom.platform.campaign;

import io.headroom.platform.environment.InstanceGroup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/**
 * Looks at the environment's resources once a second while a load step is driven, on a thread of its own: an environment that answers late must
 * not hold up the step.
 *
 * <p>Invariant: samples are only written by the sampling thread, and only read after it has ended.
 */
final class ResourceSampler implements AutoCloseable {

    private static final Duration PERIOD = Duration.ofSeconds(1);

    /** Processor shares are means over the step; everything else (memory, threads, connections) is the largest value seen. */
    private static final String SHARE = "share";

    private final InstanceGroup group;
    private final long endNanos;
    private final List<Map<String, Double>> samples = new ArrayList<>();
    private final Thread thread;

    /** @param length of the load step: what comes after it is the drain, and is not looked at */
    ResourceSampler(InstanceGroup group, Duration length) {
        this.group = group;
        this.endNanos = System.nanoTime() + length.toNanos();
        this.thread = Thread.ofVirtual().name("resource-sampler").start(this::sample);
    }

    private void sample() {
        try {
            while (true) {
                TimeUnit.NANOSECONDS.sleep(PERIOD.toNanos());
                if (System.nanoTime() > endNanos) {
                    return;
                }
                Map<String, Double> figures = group.resources();
                if (!figures.isEmpty()) {
                    samples.add(figures);
                }
            }
        } catch (InterruptedException closed) {
            // The step was stopped; what was seen by then stands.
        }
    }

    /** @return one figure by name for the whole step, empty if the environment told nothing */
    Map<String, Double> figures() throws InterruptedException {
        close();
        thread.join();
        TreeSet<String> names = new TreeSet<>();
        samples.forEach(sample -> names.addAll(sample.keySet()));
        Map<String, Double> figures = new TreeMap<>();
        names.forEach(name -> figures.put(name, figure(name)));
        return figures;
    }

    private double figure(String name) {
        var values = samples.stream().map(sample -> sample.get(name)).filter(value -> value != null);
        return name.endsWith(SHARE)
                ? values.mapToDouble(Double::doubleValue).average().orElse(0)
                : values.mapToDouble(Double::doubleValue).max().orElse(0);
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
