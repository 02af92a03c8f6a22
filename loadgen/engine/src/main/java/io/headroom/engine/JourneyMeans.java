package io.headroom.engine;

import io.headroom.engine.measurement.Tally;
import io.headroom.engine.scenario.CompiledScenario;
import io.headroom.engine.scenario.JourneyKind;

/** How many requests a journey issues on average, by kind, as the journeys that succeeded most recently showed. */
final class JourneyMeans {
    private final CompiledScenario scenario;
    private final double[] requests;

    JourneyMeans(CompiledScenario scenario) {
        this.scenario = scenario;
        this.requests = new double[scenario.journeys().size()];
    }

    /** Takes over the means of every kind that succeeded at least so often. */
    void learn(Tally tally, long successesMin) {
        for (int i = 0; i < requests.length; i++) {
            Tally.Journeys journeys = tally.journeys[i];
            if (journeys.succeeded >= successesMin) {
                requests[i] = (double) journeys.requests / journeys.succeeded;
            }
        }
    }

    void requireRequests() throws SessionException {
        if (ofMix() <= 0) {
            throw new SessionException(Fault.USER, "No journey of " + scenario.name() + " sends a request.");
        }
    }

    /** By the journey's index. */
    double[] byJourney() {
        return requests.clone();
    }

    /** Of one journey of the mix. */
    double ofMix() {
        double sum = 0;
        double shares = 0;
        for (JourneyKind kind : scenario.mixed()) {
            sum += kind.share() * requests[kind.index()];
            shares += kind.share();
        }
        return sum / shares;
    }
}
