package io.headroom.bench.engine;

import io.headroom.bench.engine.Settings.Peer;
import io.headroom.bench.generator.ApacheBench;
import io.headroom.bench.generator.H2load;
import io.headroom.bench.generator.Headroom;
import io.headroom.bench.generator.SmallGets;
import io.headroom.bench.generator.Wrk;
import io.headroom.bench.report.Goal;
import io.headroom.bench.report.Row;
import java.io.IOException;
import java.net.URI;
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
        List<SmallGets.Sender> senders = new ArrayList<>(List.of(new Headroom()));
        if (settings.beside(Peer.WRK)) {
            senders.add(new Wrk());
        }
        if (settings.beside(Peer.AB)) {
            senders.add(new ApacheBench());
        }
        if (settings.beside(Peer.H2LOAD)) {
            senders.add(new H2load());
        }
        URI url = laboratory.nginx().url("/small");
        var contestants = new Rounds<SmallGets.Sender>(laboratory, settings)
                .of(
                        name(),
                        senders,
                        (sender, duration) ->
                                sender.command(new SmallGets(url, connections, duration), laboratory.folder()));
        return CostRow.of(
                name(), contestants, peer -> peer instanceof Wrk ? Optional.of(CHEAPER_THAN_WRK) : Optional.empty());
    }
}
