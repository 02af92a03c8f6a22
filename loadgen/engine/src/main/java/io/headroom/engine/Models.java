package io.headroom.engine;

import io.headroom.engine.scenario.CompiledScenario;
import io.headroom.engine.schedule.Arrivals;
import io.headroom.engine.schedule.JourneyMix;
import io.headroom.engine.schedule.Presence;
import io.headroom.engine.schedule.RateProfile;
import java.util.function.Function;

/** What begins which journey when, on each loop, for one drive. */
final class Models {
    /** Without an objective a target is past helping when a journey takes longer than this. */
    private static final double IN_FLIGHT_SECONDS = 8;
    /** With one, when it takes that many times as long as users are promised. */
    private static final double OBJECTIVES = 4;

    private static final int IN_FLIGHT_LEAST = 64;
    private static final int IN_FLIGHT_MOST = 20_000;
    private static final double NANOS_PER_SECOND = 1e9;

    private final EngineSettings settings;
    private final JourneyMix mix;
    private final long seed;

    Models(CompiledScenario scenario, EngineSettings settings, long seed) {
        this.settings = settings;
        this.mix = new JourneyMix(scenario.mixed(), settings.pace().spacing(), seed);
        this.seed = seed;
    }

    Function<Loops.Origin, Source> of(Load load, double requestsPerJourney) {
        return switch (load) {
            case Load.Open open -> open(open, requestsPerJourney);
            case Load.Closed closed -> closed(closed);
        };
    }

    private Function<Loops.Origin, Source> open(Load.Open open, double requestsPerJourney) {
        RateProfile journeys = open.requestsPerSecond().times(1 / requestsPerJourney);
        int inFlightMax = Math.max(1, inFlightMax(settings, journeys.most()) / settings.loops());
        return origin -> {
            int stripe = origin.lane().stripe();
            Arrivals arrivals = Arrivals.of(settings.pace().spacing(), journeys, stripe, settings.stripes(), seed);
            return new OpenModel(origin.lane(), arrivals, mix, origin.nanos(), inFlightMax);
        };
    }

    private Function<Loops.Origin, Source> closed(Load.Closed closed) {
        long durationNanos = closed.duration().toNanos();
        long pauseNanos = closed.pause().toNanos();
        return origin -> {
            var presence = new Presence(closed.users(), origin.lane().stripe(), settings.stripes());
            var clock = new ClosedModel.Clock(origin.nanos(), durationNanos, pauseNanos);
            return new ClosedModel(origin.lane(), presence, mix, clock);
        };
    }

    /** Most journeys in flight on this agent, when so many a second arrive at the whole fleet at most. */
    static int inFlightMax(EngineSettings settings, double journeysPerSecondMost) {
        EngineSettings.Bounds bounds = settings.bounds();
        if (bounds.inFlightMax() > 0) {
            return bounds.inFlightMax();
        }
        double latency = bounds.objectiveLatency().toNanos() / NANOS_PER_SECOND;
        double seconds = latency > 0 ? OBJECTIVES * latency : IN_FLIGHT_SECONDS;
        double wanted = journeysPerSecondMost / settings.fleet().agents() * seconds;
        return (int) Math.clamp(Math.ceil(wanted), IN_FLIGHT_LEAST, IN_FLIGHT_MOST);
    }
}
