package io.headroom.platform.finding;

import io.headroom.exploration.Verdict;
import io.headroom.finding.ConnectionSlots;
import io.headroom.finding.Finding;
import io.headroom.finding.MemoryGrowth;
import io.headroom.finding.PoolWait;
import io.headroom.platform.finding.Levels.Process;
import io.headroom.telemetry.figures.SectionFigures;
import io.headroom.telemetry.trace.Dependency;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Brings what an instance's metrics say of its pools and its memory to the detectors, in the steps of the search with one instance. */
final class ResourceCauses {

    /** As instrumentations of data sources name the span in which a connection is taken. */
    private static final String TAKING_A_CONNECTION = "getConnection";

    private static final String DATABASE_CONNECTIONS_MAX = "database connections max";

    private final TracedLadder ladder;
    private final int instancesMax;

    private ResourceCauses(TracedLadder ladder, int instancesMax) {
        this.ladder = ladder;
        this.instancesMax = instancesMax;
    }

    /** @param instancesMax as many as the service may have */
    static List<Finding> of(TracedLadder ladder, int instancesMax) {
        return new ResourceCauses(ladder, instancesMax).findings();
    }

    private List<Finding> findings() {
        return processes().stream()
                .flatMap(process -> Stream.of(poolWait(process), connectionSlots(process), memoryGrowth(process)))
                .flatMap(Optional::stream)
                .toList();
    }

    private List<Process> processes() {
        return ladder.steps().stream()
                .flatMap(step -> Levels.of(step).processes().stream())
                .distinct()
                .toList();
    }

    private Optional<Finding> poolWait(Process process) {
        List<PoolWait.Reading> readings = new ArrayList<>();
        for (LoadedStep step : ladder.steps()) {
            Levels levels = Levels.of(step);
            Optional<Double> used = levels.poolUsed(process);
            Optional<Double> max = levels.poolMax(process);
            Optional<Double> wait = wait(step, process);
            if (used.isPresent() && max.isPresent() && wait.isPresent()) {
                readings.add(new PoolWait.Reading(
                        step.perSecond(), wait.get(), used.get(), max.get().intValue()));
            }
        }
        return PoolWait.find("the connection pool of " + process.service(), readings);
    }

    private static Optional<Double> wait(LoadedStep step, Process process) {
        return step.traces().sections().stream()
                .filter(section -> section.service().equals(process.service())
                        && section.instance().equals(process.instance())
                        && section.name().endsWith(TAKING_A_CONNECTION))
                .map(SectionFigures::time)
                .filter(time -> time.count() > 0)
                .map(time -> time.mean())
                .findFirst();
    }

    private Optional<Finding> connectionSlots(Process process) {
        for (LoadedStep step : ladder.steps()) {
            Optional<Double> pool = Levels.of(step).poolMax(process);
            Double database = step.load().resources().get(DATABASE_CONNECTIONS_MAX);
            if (pool.isPresent() && database != null) {
                return ConnectionSlots.find(
                        database(step), instancesMax, pool.get().intValue(), database.intValue());
            }
        }
        return Optional.empty();
    }

    private static String database(LoadedStep step) {
        return step.calls().stream()
                .map(Calls::dependency)
                .filter(dependency -> dependency.kind() == Dependency.Kind.DATABASE)
                .map(Dependency::peer)
                .findFirst()
                .orElse("the database");
    }

    /** What waits is kept in memory too, until it is answered. */
    private static boolean piledUp(LoadedStep step) {
        return step.load().saturation().equals(Verdict.FAIL.name());
    }

    private Optional<Finding> memoryGrowth(Process process) {
        List<MemoryGrowth.Reading> readings = new ArrayList<>();
        double limitBytes = 0;
        long requests = 0;
        for (LoadedStep step : ladder.steps()) {
            requests += step.requests();
            Levels levels = Levels.of(step);
            Optional<Double> kept = levels.heapKept(process);
            if (kept.isPresent() && !piledUp(step)) {
                readings.add(new MemoryGrowth.Reading(requests, Math.round(kept.get())));
                limitBytes = Math.max(limitBytes, levels.heapLimit(process).orElse(0.0));
            }
        }
        return MemoryGrowth.find("An instance of " + process.service(), readings, Math.round(limitBytes));
    }
}
