package io.headroom.platform.campaign;

import io.headroom.exploration.Judgement;
import io.headroom.platform.measurement.Figures;
import io.headroom.platform.measurement.StepRecorder;
import io.headroom.platform.measurement.StepRecorder.Summary;
import io.headroom.protocol.run.RunResult;
import java.util.Map;

/** A load step as the result document holds it: the figures after the warm-up cut, and what they were judged to be. */
final class StepResult {

    private StepResult() {}

    static RunResult.Step of(double rate, Judgement judgement, StepRecorder recorder, Map<String, Double> resources) {
        Summary summary = recorder.summary(judgement.warmUpWindows(), judgement.measuredSeconds());
        return new RunResult.Step(
                Figures.rounded(rate),
                judgement.knee().name(),
                judgement.maximum().name(),
                judgement.reason(),
                judgement.flags(),
                summary.seconds(),
                summary.offered(),
                summary.sent(),
                summary.completed(),
                summary.errors(),
                summary.dropped(),
                Figures.rounded(judgement.throughput()),
                Figures.latency(summary.response()),
                Figures.latency(summary.service()),
                Figures.latency(summary.lag()),
                resources);
    }
}
