package io.headroom.platform.campaign;

import io.headroom.capacity.StepRecorder;
import io.headroom.platform.environment.EnvironmentFailure;
import io.headroom.platform.fleet.Fleet.WorkFailed;
import io.headroom.platform.run.RunContext;
import io.headroom.platform.run.StageFailure;
import io.headroom.protocol.Fault;
import io.headroom.protocol.fleet.WorkResult.Driven;
import io.headroom.protocol.fleet.WorkResult.GeneratorHealth;
import io.headroom.protocol.run.RunEvent.Severity;
import io.headroom.protocol.run.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Drives a load whose rate changes with time against the run's environment, once more if the generator spoiled it. */
final class ProfiledLoad {

    static final int ATTEMPTS = 2;

    private final LoadDriver session;
    private final Workbench bench;

    ProfiledLoad(LoadDriver session, Workbench bench) {
        this.session = session;
        this.bench = bench;
    }

    /**
     * What came back.
     *
     * @param recorder what the recording was made of
     * @param health of the generator at each attempt; the last one is valid
     */
    record Driving(LoadRecording recording, StepRecorder recorder, List<GeneratorHealth> health) {}

    /** What happens beside the load while it is driven. */
    interface Beside extends AutoCloseable {
        @Override
        void close();
    }

    /** Starts what happens beside the load, at each attempt anew. */
    interface Start {
        Beside begin() throws EnvironmentFailure, InterruptedException;
    }

    /**
     * @param beside begun just before the load and closed after it
     * @param enough asked about once a second whether what was recorded so far suffices: then the load ends before its time
     */
    Driving drive(
            RunContext context,
            StepProgress.Place place,
            LoadProfile profile,
            Start beside,
            Predicate<StepRecorder> enough)
            throws StageFailure, InterruptedException {
        List<GeneratorHealth> health = new ArrayList<>();
        while (true) {
            StepRecorder recorder = new StepRecorder();
            StepProgress progress =
                    new StepProgress(context, place.withStep(session.steps() + 1), profile, profile.length());
            try (Beside ignored = beside.begin()) {
                Driven driven = session.drive(profile, frame -> {
                    recorder.add(frame);
                    progress.show(frame);
                    return enough.test(recorder);
                });
                bench.requireGroup()
                        .status(); // an environment that was lost under load must not be taken for a slow one
                health.add(driven.generator());
            } catch (EnvironmentFailure lost) {
                throw failure(Verdict.FAILED, Fault.PLATFORM, lost.sentence(), health);
            } catch (WorkFailed failed) {
                throw failure(Verdict.FAILED, failed.fault(), failed.sentence(), health);
            }
            if (health.getLast().valid()) {
                return new Driving(LoadRecording.of(profile, recorder), recorder, List.copyOf(health));
            }
            String reasons = String.join("; ", health.getLast().reasons());
            if (health.size() == ATTEMPTS) {
                throw failure(
                        Verdict.INVALID,
                        Fault.RESOURCES,
                        "the generator spoiled the load " + ATTEMPTS + " times: " + reasons,
                        health);
            }
            context.note(Severity.WARNING, "the generator spoiled the load, which is repeated: " + reasons);
        }
    }

    private static StageFailure failure(Verdict verdict, Fault fault, String sentence, List<GeneratorHealth> health) {
        return new StageFailure(verdict, fault, sentence, Optional.of(StageOutput.unfinished(List.of(), health)));
    }
}
