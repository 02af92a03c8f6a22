package io.headroom.bench.engine;

import io.headroom.bench.generator.Generator;
import io.headroom.bench.generator.Headroom;
import io.headroom.bench.generator.Load;
import io.headroom.bench.generator.Wrk;
import io.headroom.bench.report.Goal;
import io.headroom.bench.report.Row;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a request costs when nothing but requests is done: GET of 100 bytes over keep-alive connections, as many as go. */
final class SmallGet implements Work {

    private static final Goal CHEAPER_THAN_WRK = new Goal.RatioAtMost(0.95);

    private final int connections;
    private final Settings settings;

    SmallGet(int connections, Settings settings) {
        this.connections = connections;
        this.settings = settings;
    }

    @Override
    public String name() {
        return "small-get-" + connections;
    }

    @Override
    public List<Row> measure(Laboratory laboratory) throws IOException, InterruptedException {
        List<Generator> generators = new ArrayList<>(List.of(new Headroom()));
        generators.addAll(settings.peersOfSmallGet());
        var url = laboratory.nginx().url("/small");
        List<Contestant> contestants = new Rounds(laboratory, settings.rounds(), settings.window())
                .of(name(), generators, duration -> new Load.SmallGet(url, connections, duration));
        return CostRow.of(
                name(), contestants, peer -> peer instanceof Wrk ? Optional.of(CHEAPER_THAN_WRK) : Optional.empty());
    }
}
