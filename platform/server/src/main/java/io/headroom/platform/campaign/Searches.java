package io.headroom.platform.campaign;

import io.headroom.exploration.Capacity;
import io.headroom.exploration.CapacitySearch;
import io.headroom.exploration.Extrapolation;
import io.headroom.exploration.Limits;
import io.headroom.exploration.Preset;
import io.headroom.exploration.Scaling;
import io.headroom.exploration.scaling.CapacityAt;
import io.headroom.platform.environment.EnvironmentFailure;
import io.headroom.platform.run.RunContext;
import io.headroom.platform.run.StageFailure;
import io.headroom.protocol.Fault;
import io.headroom.protocol.capacity.LoadStep;
import io.headroom.protocol.capacity.MeasuredCapacity;
import io.headroom.protocol.fleet.WorkResult.GeneratorHealth;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;

/** Searches for the capacity of several numbers of instances, and what they found so far. */
final class Searches {

    private static final Duration READY_LIMIT = Duration.ofSeconds(120);

    static final int TWICE = 2;

    private final RunContext context;
    private final CapacityMeasurement measurement;
    private final Workbench bench;
    private final NavigableMap<Integer, List<Capacity>> found = new TreeMap<>();
    private final TreeMap<Integer, MeasuredCapacity> last = new TreeMap<>();
    private final List<LoadStep> steps = new ArrayList<>();
    private final List<GeneratorHealth> health = new ArrayList<>();
    private int pinned;

    Searches(RunContext context, CapacityMeasurement measurement, Workbench bench) {
        this.context = context;
        this.measurement = measurement;
        this.bench = bench;
    }

    /** How many there are at most for one number of instances whose result stays inconclusive. */
    static int most(Preset preset) {
        return switch (preset) {
            case QUICK -> 2;
            case STANDARD, THOROUGH -> 3;
        };
    }

    /** Takes note of what an earlier stage found. */
    void add(int instances, Capacity maximum) {
        found.computeIfAbsent(instances, _ -> new ArrayList<>()).add(maximum);
    }

    /** Searches once more, from half of what one instance lets expect. */
    void search(int instances) throws StageFailure, InterruptedException {
        double predicted = instances * pooled(1).estimate();
        pin(instances, predicted);
        CapacitySearch search = CapacitySearch.from(
                        CampaignPlan.preset(context.request()),
                        Limits.doubling(),
                        ExploreCapacity.CEILING,
                        context.run().hashCode() + count(instances))
                .startingAt(predicted / 2, measurement.baseline());
        CapacityMeasurement.Found result =
                measurement.measure(context, StageName.EXTRAPOLATE.text(), instances, search);
        add(instances, result.answer().maximum());
        last.put(instances, result.capacity());
        steps.addAll(result.measured().steps());
        health.addAll(result.measured().health());
    }

    /**
     * Searches until each of these numbers, and those before, was searched for twice: what scatters between searches is then known.
     *
     * @return what each search found
     */
    List<CapacityAt> twiceEach(Collection<Integer> further) throws StageFailure, InterruptedException {
        TreeSet<Integer> numbers = new TreeSet<>(found.keySet());
        numbers.addAll(further);
        for (int instances : numbers.descendingSet()) {
            while (count(instances) < TWICE) {
                search(instances);
            }
        }
        List<CapacityAt> runs = new ArrayList<>();
        found.forEach((instances, capacities) -> capacities.forEach(each ->
                runs.add(new CapacityAt(instances, each.estimate(), each.estimate() * Extrapolation.deviation(each)))));
        return runs;
    }

    private void pin(int instances, double predicted) throws StageFailure, InterruptedException {
        if (pinned == instances) {
            return;
        }
        try {
            bench.requireGroup().pin(instances, READY_LIMIT);
        } catch (EnvironmentFailure failure) {
            throw StageFailure.failed(Fault.PLATFORM, failure.sentence());
        }
        pinned = instances;
        measurement.warmUp(predicted / instances);
    }

    Scaling scaling(int instances) {
        return Extrapolation.check(capacities(1), capacities(instances), instances);
    }

    int count(int instances) {
        return found.getOrDefault(instances, List.of()).size();
    }

    /** What the last search for so many found. */
    MeasuredCapacity last(int instances) {
        return Objects.requireNonNull(last.get(instances), "nothing was searched for yet");
    }

    List<LoadStep> steps() {
        return List.copyOf(steps);
    }

    List<GeneratorHealth> health() {
        return List.copyOf(health);
    }

    private Capacity pooled(int instances) {
        return Extrapolation.pooled(capacities(instances));
    }

    private List<Capacity> capacities(int instances) {
        return found.getOrDefault(instances, List.of());
    }
}
