package io.headroom.telemetry.resource;

import io.headroom.telemetry.otlp.MetricPoint;
import io.headroom.telemetry.resource.Growths.Growth;
import io.headroom.telemetry.trace.LoadStepId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Gives each data point to the load step that ran at its time.
 *
 * <p>A level belongs to the step at whose time it was read; a growth to the step that at least half of the time since the last point lies in, so that a sender that reports once a minute does not lend
 * one step another's figures. Points do not name a session: if several are under way, each has them. Any thread may call.
 */
public final class ResourceSteps {
    private static final Comparator<Series> ORDER = Comparator.comparing(Series::service)
            .thenComparing(Series::instance)
            .thenComparing(Series::metric)
            .thenComparing(series -> series.attributes().toString());

    private final ResourceLimits limits;
    private final StepTimeline timeline = new StepTimeline();
    private final Growths growths;
    private final Set<Series> known = new HashSet<>();
    private final Map<LoadStepId, Map<Series, SeriesTally>> steps = new HashMap<>();
    private int rows;
    private long kept;
    private long outside;
    private long leftOut;
    private long repeated;

    public ResourceSteps(ResourceLimits limits) {
        this.limits = limits;
        this.growths = new Growths(limits.seriesMax());
    }

    /** @param nanos since 1970, by the platform's clock */
    public synchronized void begin(String session, int step, long nanos) {
        timeline.begin(new LoadStepId(LoadStepId.sessionNumber(session), step), nanos);
    }

    /** What was read until then still counts when it comes later. */
    public synchronized void end(String session, int step, long nanos) {
        timeline.end(new LoadStepId(LoadStepId.sessionNumber(session), step), nanos);
    }

    public synchronized void add(List<MetricPoint> points) {
        points.forEach(this::add);
    }

    /** The session is over: what was added up is forgotten. */
    public synchronized void forget(String session) {
        long number = LoadStepId.sessionNumber(session);
        timeline.forget(number);
        steps.keySet().removeIf(step -> step.session() == number);
        rows = steps.values().stream().mapToInt(Map::size).sum();
        if (steps.isEmpty()) {
            known.clear();
            growths.clear();
        }
    }

    /** Every step of the session that has any, by its number. */
    public synchronized SortedMap<Integer, StepResources> all(String session) {
        long number = LoadStepId.sessionNumber(session);
        SortedMap<Integer, StepResources> all = new TreeMap<>();
        steps.forEach((step, tallies) -> {
            if (step.session() == number) {
                all.put(step.step(), figures(tallies));
            }
        });
        return all;
    }

    public synchronized ResourceCounts counts() {
        return new ResourceCounts(kept, outside, leftOut, repeated);
    }

    private void add(MetricPoint point) {
        if (!Double.isFinite(point.value())) {
            leftOut++;
            return;
        }
        Series series = Series.of(point);
        switch (point.kind()) {
            case LEVEL -> level(series, point);
            case COUNTER, HISTOGRAM -> growth(series, point);
        }
    }

    /** Only what belongs to a step: others' series must not take the room of those that are measured. */
    private boolean admits(Series series) {
        if (known.contains(series)) {
            return true;
        }
        if (known.size() >= limits.seriesMax()) {
            leftOut++;
            return false;
        }
        growths.keep(series);
        return known.add(series);
    }

    private void level(Series series, MetricPoint point) {
        List<LoadStepId> during = timeline.at(point.timeNanos());
        if (during.isEmpty()) {
            outside++;
            return;
        }
        if (!admits(series)) {
            return;
        }
        boolean isNew = false;
        for (LoadStepId step : during) {
            Optional<SeriesTally> row = row(step, series, SeriesTally.Level::new);
            if (row.isEmpty()) {
                leftOut++;
                return;
            }
            if (row.get() instanceof SeriesTally.Level level) {
                isNew |= level.add(point.timeNanos(), point.value());
            }
        }
        count(isNew);
    }

    private void growth(Series series, MetricPoint point) {
        Optional<Growth> growth = growths.of(series, point);
        if (growth.isEmpty()) {
            repeated++;
            return;
        }
        List<LoadStepId> during =
                timeline.during(growth.get().fromNanos(), growth.get().toNanos());
        if (during.isEmpty()) {
            outside++;
            return;
        }
        if (!admits(series)) {
            return;
        }
        for (LoadStepId step : during) {
            Optional<SeriesTally> row = row(step, series, tally(point.kind()));
            if (row.isEmpty()) {
                leftOut++;
                return;
            }
            switch (row.get()) {
                case SeriesTally.Rate rate -> rate.add(growth.get());
                case SeriesTally.Mean mean -> mean.add(growth.get());
                case SeriesTally.Level level -> level.add(growth.get().toNanos(), point.value());
            }
        }
        count(true);
    }

    private void count(boolean isNew) {
        if (isNew) {
            kept++;
        } else {
            repeated++;
        }
    }

    private static Supplier<SeriesTally> tally(MetricPoint.Kind kind) {
        return switch (kind) {
            case LEVEL -> SeriesTally.Level::new;
            case COUNTER -> SeriesTally.Rate::new;
            case HISTOGRAM -> SeriesTally.Mean::new;
        };
    }

    /** Empty if there are too many already. */
    private Optional<SeriesTally> row(LoadStepId step, Series series, Supplier<SeriesTally> tally) {
        Map<Series, SeriesTally> rowsOfStep = steps.computeIfAbsent(step, unused -> new HashMap<>());
        SeriesTally row = rowsOfStep.get(series);
        if (row == null && rows < limits.rowsMax()) {
            row = tally.get();
            rowsOfStep.put(series, row);
            rows++;
        }
        return Optional.ofNullable(row);
    }

    private static StepResources figures(Map<Series, SeriesTally> tallies) {
        List<LevelFigures> levels = new ArrayList<>();
        List<RateFigures> rates = new ArrayList<>();
        List<MeanFigures> means = new ArrayList<>();
        tallies.entrySet().stream().sorted(Map.Entry.comparingByKey(ORDER)).forEach(row -> {
            switch (row.getValue()) {
                case SeriesTally.Level level -> levels.add(level.figures(row.getKey()));
                case SeriesTally.Rate rate -> rates.add(rate.figures(row.getKey()));
                case SeriesTally.Mean mean -> means.add(mean.figures(row.getKey()));
            }
        });
        return new StepResources(List.copyOf(levels), List.copyOf(rates), List.copyOf(means));
    }
}
