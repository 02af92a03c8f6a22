package io.headroom.bench.engine;

import io.headroom.bench.generator.Headroom;
import io.headroom.bench.generator.SmallGets;
import io.headroom.bench.measure.AllocationMeter;
import io.headroom.bench.report.Goal;
import io.headroom.bench.report.Row;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Bytes allocated for each request when nothing but requests is done, in steady state. */
final class Allocation implements Work {

    private static final int CONNECTIONS = 64;
    private static final Goal LITTLE = new Goal.AtMost(200);
    private static final Duration MARGIN = Duration.ofSeconds(3);

    private final Settings settings;

    Allocation(Settings settings) {
        this.settings = settings;
    }

    @Override
    public String name() {
        return "allocation";
    }

    @Override
    public List<Row> measure(Laboratory laboratory) throws IOException, InterruptedException {
        var ours = new Headroom();
        Duration duration = ours.warmUp().plus(settings.window()).plus(MARGIN);
        var load = new SmallGets(laboratory.nginx().url("/small"), CONNECTIONS, duration);
        try (var meter = new AllocationMeter(ours.warmUp(), settings.window())) {
            laboratory.run(ours, ours.command(load, laboratory.folder()), duration, laboratory.nginx(), meter);
            laboratory.progress().accept("allocation: done");
            return List.of(Row.alone(name(), "bytes per request, small GET", meter.bytesPerRequest())
                    .with(LITTLE));
        }
    }
}
