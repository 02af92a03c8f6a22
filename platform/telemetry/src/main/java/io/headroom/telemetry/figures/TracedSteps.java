package io.headroom.telemetry.figures;

import io.headroom.telemetry.assembly.Departure;
import io.headroom.telemetry.trace.LoadStepId;
import io.headroom.telemetry.trace.Trace;
import io.headroom.telemetry.trace.TraceId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** The load steps under way: gives each trace to its own. Only sessions that are expected get any, whatever ids senders make up. Any thread may call. */
public final class TracedSteps {
    private final Supplier<RandomGenerator> random;
    private final Set<Long> expected = ConcurrentHashMap.newKeySet();
    private final Map<LoadStepId, StepTally> steps = new ConcurrentHashMap<>();
    private final LongAdder unexpected = new LongAdder();
    private final LongAdder preparing = new LongAdder();
    private final LongAdder rootless = new LongAdder();

    /** @param random one for each step */
    public TracedSteps(Supplier<RandomGenerator> random) {
        this.random = random;
    }

    /** From now on this session's traces are added up. */
    public void expect(String session) {
        expected.add(LoadStepId.sessionNumber(session));
    }

    /** The session is over: what was added up is forgotten. */
    public void forget(String session) {
        long number = LoadStepId.sessionNumber(session);
        expected.remove(number);
        steps.keySet().removeIf(step -> step.session() == number);
    }

    /** Empty if no trace of this step came. */
    public Optional<StepFigures> figures(String session, int step) {
        LoadStepId id = new LoadStepId(LoadStepId.sessionNumber(session), step);
        return Optional.ofNullable(steps.get(id)).map(StepTally::figures);
    }

    /** Every step of the session that has traces, by its number. */
    public SortedMap<Integer, StepFigures> all(String session) {
        long number = LoadStepId.sessionNumber(session);
        SortedMap<Integer, StepFigures> all = new TreeMap<>();
        steps.forEach((step, tally) -> {
            if (step.session() == number) {
                all.put(step.step(), tally.figures());
            }
        });
        return all;
    }

    /** Whether a trace belongs to a session that is expected. */
    public boolean expects(TraceId trace) {
        return LoadStepId.of(trace)
                .filter(step -> expected.contains(step.session()))
                .isPresent();
    }

    public void add(Departure departure) {
        Optional<LoadStepId> step = LoadStepId.of(departure.spans().getFirst().trace());
        if (step.isEmpty() || !expected.contains(step.get().session())) {
            unexpected.increment();
        } else if (step.get().step() == LoadStepId.PREPARATION) {
            preparing.increment();
        } else {
            Trace.of(departure.spans())
                    .ifPresentOrElse(trace -> tally(step.get()).add(trace, departure.whole()), rootless::increment);
        }
    }

    private StepTally tally(LoadStepId step) {
        return steps.computeIfAbsent(step, unused -> new StepTally(random.get()));
    }

    /** Traces of sessions that nobody expects, or nobody any more. */
    public long unexpected() {
        return unexpected.sum();
    }

    /** Traces of preparations, which belong to no load step. */
    public long preparing() {
        return preparing.sum();
    }

    /** Traces in which every span is another one's descendant. */
    public long rootless() {
        return rootless.sum();
    }
}
