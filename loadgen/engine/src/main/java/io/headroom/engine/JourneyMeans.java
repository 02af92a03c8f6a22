package io.headroom.engine;

import io.headroom.engine.measurement.Tally;
import io.headroom.engine.measurement.WindowDelta;
import io.headroom.engine.measurement.WindowRecorder;
import io.headroom.engine.scenario.CompiledScenario;
import io.headroom.engine.scenario.JourneyKind;
import java.util.List;
import org.HdrHistogram.Histogram;

/** How many requests a journey issues on average, by kind, as the journeys that succeeded most recently showed; and how soon calibration was answered. */
final class JourneyMeans {
    private static final double MICROS_PER_SECOND = 1e6;

    private final CompiledScenario scenario;
    private final double[] requests;
    private final Histogram answerMicros = WindowRecorder.newHistogram();

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

    void learnAnswers(List<WindowDelta> windows) {
        for (WindowDelta window : windows) {
            window.requests().values().forEach(latencies -> answerMicros.add(latencies.service()));
        }
    }

    /** From a request's first byte to its answer's last one: the median, because a target's first answers are slow. */
    double answerSeconds() {
        return answerMicros.getValueAtPercentile(50) / MICROS_PER_SECOND;
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
