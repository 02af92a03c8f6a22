package io.headroom.engine;

import io.headroom.engine.measurement.Tally;
import io.headroom.engine.scenario.JourneyCode;
import io.headroom.engine.scenario.JourneyKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** One user walks journeys once, one after the other, and everything that is said is told. */
final class Rehearsal {
    private static final Duration JOURNEY_MAX = Duration.ofSeconds(60);

    private final Loops loops;
    private final Lane lane;
    private final Target target;
    private final Consumer<Exchanged> told;
    private final Transcript transcript;
    private boolean failed;

    Rehearsal(Loops loops, Lane lane, Target target, Consumer<Exchanged> told) {
        this.loops = loops;
        this.lane = lane;
        this.target = target;
        this.told = told;
        this.transcript = new Transcript(target.headers().keySet());
        lane.transcribe(transcript);
    }

    /**
     * Set-ups once each, then the journeys.
     *
     * @param names of journeys; without any, those that have a share of the mix
     */
    void walk(List<String> names) throws SessionException {
        List<JourneyCode> journeys = names.isEmpty() ? lane.mixed() : named(names);
        for (JourneyCode setup : lane.setups()) {
            walk("set-up", setup, lane.scenario().setups());
        }
        for (JourneyCode journey : journeys) {
            walk("journey", journey, lane.scenario().journeys());
        }
    }

    private List<JourneyCode> named(List<String> names) throws SessionException {
        List<JourneyCode> found = new ArrayList<>();
        for (String name : names) {
            found.add(lane.journeys().stream()
                    .filter(journey -> journey.kind().name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new SessionException(Fault.USER, "There is no journey " + name + ".")));
        }
        return found;
    }

    private void walk(String what, JourneyCode code, List<JourneyKind> kinds) throws SessionException {
        failed = false;
        var timing = new Loops.Timing(JOURNEY_MAX, JOURNEY_MAX, target.timeout());
        var plan = Loops.Plan.unmeasured(timing, 0, kinds);
        var bounds = new Batch.Bounds(1, 1, 1, Double.POSITIVE_INFINITY, JOURNEY_MAX.toNanos());
        Loops.Outcome outcome = loops.run(
                plan,
                List.of(lane),
                origin -> new Batch(List.of(code), bounds, origin.nanos(), 0, 1),
                windows -> tell());
        tell();
        if (outcome.stopped()) {
            throw new SessionException(Fault.USER, "The rehearsal was stopped.");
        }
        if (outcome.tally().journeys[code.kind().index()].succeeded == 0 && !failed) {
            String name = what + ' ' + code.kind().name();
            told.accept(new Exchanged(name, "", "", Duration.ZERO, reason(outcome.tally())));
        }
    }

    private void tell() {
        transcript.tell(exchanged -> {
            failed |= exchanged.failure() != null;
            told.accept(exchanged);
        });
    }

    /** Why a journey failed whose requests were all well. */
    private static String reason(Tally tally) {
        return tally.firstFailures.entrySet().stream()
                .findFirst()
                .map(failure -> failure.getKey() + ": " + failure.getValue())
                .orElse("unfinished: it did not come to an end within " + JOURNEY_MAX.toSeconds() + " s");
    }
}
