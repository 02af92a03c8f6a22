package io.headroom.bench.engine;

import io.headroom.bench.generator.Headroom;
import io.headroom.bench.generator.SmallGets;
import io.headroom.bench.measure.BenchFailure;
import io.headroom.bench.measure.Recording;
import io.headroom.bench.measure.SteadyWindow;
import io.headroom.bench.report.Goal;
import io.headroom.bench.report.Row;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** What starting, warming up, compiling and reporting add to a run of 15 seconds: CPU for each request over the whole run, against steady state. */
final class WholeRun implements Work {

    private static final int CONNECTIONS = 64;
    private static final Duration LENGTH = Duration.ofSeconds(15);
    private static final Duration STEADY = Duration.ofSeconds(8);
    private static final Goal LITTLE_MORE = new Goal.AtMost(1.3);
    private static final double PER_REQUESTS = 100_000;

    @Override
    public String name() {
        return "whole-run";
    }

    @Override
    public List<Row> measure(Laboratory laboratory) throws IOException, InterruptedException {
        var ours = new Headroom();
        var load = new SmallGets(laboratory.nginx().url("/small"), CONNECTIONS, LENGTH);
        Recording recording = laboratory.run(ours, ours.command(load, laboratory.folder()), LENGTH);
        SteadyWindow steady = recording
                .steady(ours.warmUp(), STEADY)
                .orElseThrow(() -> BenchFailure.environment("the load did not last; it wrote:\n" + recording.output()));
        double whole = recording.cpuSecondsWhole() / recording.requestsWhole() * PER_REQUESTS;
        laboratory.progress().accept("whole-run: done");
        return List.of(Row.alone(name(), "CPU per request, whole run / steady", whole / steady.cost())
                .with(LITTLE_MORE)
                .noting(String.format(
                        Locale.ROOT,
                        "%.1f CPU-s in all; %.3f and %.3f per 100,000 requests%s",
                        recording.cpuSecondsWhole(),
                        whole,
                        steady.cost(),
                        steady.isClean() ? "" : "; unclean")));
    }
}
