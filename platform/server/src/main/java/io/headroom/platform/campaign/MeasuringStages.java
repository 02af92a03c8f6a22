package io.headroom.platform.campaign;

import io.headroom.exploration.Preset;
import io.headroom.exploration.regression.Rerun;
import io.headroom.platform.run.RunPlan.InvalidRequest;
import io.headroom.protocol.run.RunRequest;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which of the stages that measure a request asks for. Exploring belongs to all of them.
 *
 * @param rerun only where named: it may take longer than all the others
 */
record MeasuringStages(boolean stress, boolean extrapolate, boolean assess, boolean rerun) {

    private static final String EXPLORE = StageName.EXPLORE.text();
    private static final String STRESS = StageName.STRESS.text();
    private static final String EXTRAPOLATE = StageName.EXTRAPOLATE.text();
    private static final String ASSESS = StageName.ASSESS.text();
    private static final String RERUN = StageName.RERUN.text();
    private static final List<String> ALL = List.of(EXPLORE, STRESS, EXTRAPOLATE, ASSESS);
    private static final List<String> KNOWN = List.of(EXPLORE, STRESS, EXTRAPOLATE, ASSESS, RERUN);

    /** A law over two numbers of instances says no more than their ratio. */
    private static final int NUMBERS_FEWEST = 3;

    static MeasuringStages of(RunRequest request) {
        List<String> stages = request.stages() == null ? ALL : request.stages();
        return new MeasuringStages(
                stages.contains(STRESS), stages.contains(EXTRAPOLATE), stages.contains(ASSESS), stages.contains(RERUN));
    }

    /** How long the load of all of them can last. */
    Duration longest(Preset preset, RunRequest request) {
        List<Integer> scaling = request.scaling() == null ? List.of() : request.scaling();
        int searches = 1
                + (extrapolate ? Searches.most(preset) : 0)
                + Searches.TWICE * scaling.size()
                + (rerun ? Rerun.RUNS_FEWEST : 0);
        Duration overload = overloadLongest(preset, request);
        Duration ramp = Ramp.of(preset, 1, request.instances(), null).profile().length();
        return preset.budget()
                .multipliedBy(searches)
                .plus(overload.multipliedBy(stress ? 2 * ProfiledLoad.ATTEMPTS : 0))
                .plus(ramp.multipliedBy(assess ? ProfiledLoad.ATTEMPTS : 0));
    }

    private static Duration overloadLongest(Preset preset, RunRequest request) {
        Overload overload = Overload.of(preset, 1);
        Duration once = overload.profile().length();
        return request.untilUnresponsive()
                ? once.plus(RisingOverload.of(overload, ExploreCapacity.CEILING).longest())
                : once;
    }

    /** @throws InvalidRequest if something asked for is not known, or does not go together */
    static void check(RunRequest request) {
        for (String stage : request.stages() == null ? ALL : request.stages()) {
            if (!KNOWN.contains(stage)) {
                throw new InvalidRequest(
                        "stages", "stage '" + stage + "' is not known: give some of " + String.join(", ", KNOWN));
            }
        }
        checkScaling(request);
        checkAssess(request.assess());
        if (request.untilUnresponsive() && !of(request).stress()) {
            throw new InvalidRequest(
                    "untilUnresponsive",
                    "untilUnresponsive needs the stage 'stress': add it to stages, or leave untilUnresponsive out");
        }
    }

    private static void checkScaling(RunRequest request) {
        List<Integer> scaling = request.scaling();
        if (scaling == null || scaling.isEmpty()) {
            return;
        }
        if (!of(request).extrapolate()) {
            throw new InvalidRequest(
                    "scaling", "scaling needs the stage 'extrapolate': add it to stages, or leave scaling out");
        }
        for (int instances : scaling) {
            if (instances < 1 || instances > request.instances()) {
                throw new InvalidRequest(
                        "scaling",
                        "scaling has " + instances + ": give numbers from 1 to instances, which is "
                                + request.instances());
            }
        }
        Set<Integer> numbers = new TreeSet<>(scaling);
        numbers.add(1);
        numbers.add(request.instances());
        if (numbers.size() < NUMBERS_FEWEST) {
            throw new InvalidRequest(
                    "scaling",
                    "scaling leads to " + numbers + " instances: a law needs " + NUMBERS_FEWEST + " numbers");
        }
    }

    private static void checkAssess(RunRequest.@Nullable Assess assess) {
        if (assess != null && !(assess.expected() > 0 && assess.maximum() > assess.expected())) {
            throw new InvalidRequest(
                    "assess",
                    "assess goes from " + assess.expected() + " to " + assess.maximum()
                            + " requests/s: it must begin above 0 and rise");
        }
    }
}
