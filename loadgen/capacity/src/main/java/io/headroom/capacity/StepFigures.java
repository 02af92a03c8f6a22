package io.headroom.capacity;

import io.headroom.capacity.StepRecorder.Summary;
import io.headroom.exploration.Judgement;
import io.headroom.protocol.capacity.LoadStep;

/** A load step as result documents hold it: the figures after the warm-up cut, and what they were judged to be. */
final class StepFigures {

    private StepFigures() {}

    static LoadStep of(double rate, Judgement judgement, MeasuredSearch.Driven driven) {
        Summary summary = driven.recorded().summary(judgement.warmUpWindows(), judgement.measuredSeconds());
        return new LoadStep(
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
                driven.resources(),
                driven.number(),
                null);
    }
}
