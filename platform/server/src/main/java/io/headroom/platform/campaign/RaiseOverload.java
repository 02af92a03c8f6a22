package io.headroom.platform.campaign;

import io.headroom.capacity.StepRecorder;
import io.headroom.exploration.Preset;
import io.headroom.exploration.Window;
import io.headroom.platform.campaign.RisingOverload.Level;
import io.headroom.platform.run.RunContext;
import io.headroom.platform.run.StageFailure;
import io.headroom.protocol.fleet.WorkResult.GeneratorHealth;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Doubles an overload until the service answers practically nobody, or no higher rate may be asked; then lets it have half of what it carries until it is as
 * before. Two loads: who gave up meanwhile does not come back.
 */
final class RaiseOverload {

    private final ProfiledLoad load;

    RaiseOverload(ProfiledLoad load) {
        this.load = load;
    }

    /**
     * What came of it.
     *
     * @param levels in order; the last one is where it ended
     * @param overloaded the whole of it as one overload
     */
    record Raised(List<Level> levels, Overloaded overloaded, List<GeneratorHealth> health) {}

    Raised perform(RunContext context, StepProgress.Place place, Overload first)
            throws StageFailure, InterruptedException {
        Preset preset = CampaignPlan.preset(context.request());
        RisingOverload rising = RisingOverload.of(first, ExploreCapacity.CEILING);
        context.doing("raising the overload until hardly anything is answered");
        ProfiledLoad.Driving up = load.drive(
                context,
                place,
                rising.profile(),
                () -> () -> {},
                recorder -> isLost(rising.reached(preset, recorder, seconds(rising.profile(), recorder))));
        List<Level> levels =
                rising.reached(preset, up.recorder(), up.recording().seconds());
        if (levels.isEmpty()) {
            throw new IllegalStateException("a load that nothing ended early reaches its first level");
        }
        LoadProfile back = LoadProfile.constant(first.backTo(), first.limit());
        context.doing("back to half of what is carried");
        ProfiledLoad.Driving down = load.drive(
                context,
                place,
                back,
                () -> () -> {},
                recorder -> joined(rising, levels, up.recording(), LoadRecording.of(back, recorder))
                        .isOver());
        List<GeneratorHealth> health = new ArrayList<>(up.health());
        health.addAll(down.health());
        return new Raised(levels, joined(rising, levels, up.recording(), down.recording()), health);
    }

    private static boolean isLost(List<Level> levels) {
        return !levels.isEmpty() && levels.getLast().responsiveness().isLost();
    }

    private static double seconds(LoadProfile profile, StepRecorder recorder) {
        return LoadRecording.of(profile, recorder).seconds();
    }

    private static Overloaded joined(RisingOverload rising, List<Level> levels, LoadRecording up, LoadRecording down) {
        Overload first = rising.first();
        Duration driven = Duration.ofMillis(Math.round(1000 * up.seconds()));
        Overload whole = first.lasting(levels.getLast().rate(), driven.minus(first.before()));
        LoadProfile profile = rising.profile().first(driven).then(first.backTo(), first.limit());
        List<Window> windows = new ArrayList<>(up.windows());
        windows.addAll(down.windows());
        return new Overloaded(whole, new LoadRecording(profile, windows), levels);
    }
}
