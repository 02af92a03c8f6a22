package io.headroom.bench.engine;

import io.headroom.bench.engine.Settings.Peer;
import io.headroom.bench.generator.Gatling;
import io.headroom.bench.generator.Generator;
import io.headroom.bench.generator.Headroom;
import io.headroom.bench.generator.Hyperfoil;
import io.headroom.bench.generator.Journeys;
import io.headroom.bench.report.Goal;
import io.headroom.bench.report.Row;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a request costs within a journey: register, take the id from the answer, fetch, update; 64 users, as many journeys as go, everybody warm. */
final class JourneyCost implements Work {

    private static final int USERS = 64;
    private static final Goal CHEAPER_THAN_HYPERFOIL = new Goal.RatioAtMost(0.70);
    private static final Goal CHEAPER_THAN_GATLING = new Goal.RatioAtMost(0.40);

    private final Settings settings;

    JourneyCost(Settings settings) {
        this.settings = settings;
    }

    @Override
    public String name() {
        return "journey";
    }

    @Override
    public List<Row> measure(Laboratory laboratory) throws IOException, InterruptedException {
        List<Journeys.Sender> senders = new ArrayList<>(List.of(new Headroom()));
        if (settings.beside(Peer.HYPERFOIL)) {
            laboratory.progress().accept("journey: building Hyperfoil");
            senders.add(new Hyperfoil());
        }
        if (settings.beside(Peer.GATLING)) {
            laboratory.progress().accept("journey: building Gatling");
            senders.add(new Gatling());
        }
        URI url = laboratory.nginx().url("");
        var contestants = new Rounds<Journeys.Sender>(laboratory, settings)
                .of(
                        name(),
                        senders,
                        (sender, duration) -> sender.command(new Journeys(url, USERS, duration), laboratory.folder()));
        return CostRow.of(name(), contestants, JourneyCost::goal);
    }

    private static Optional<Goal> goal(Generator peer) {
        return switch (peer) {
            case Hyperfoil _ -> Optional.of(CHEAPER_THAN_HYPERFOIL);
            case Gatling _ -> Optional.of(CHEAPER_THAN_GATLING);
            default -> Optional.empty();
        };
    }
}
