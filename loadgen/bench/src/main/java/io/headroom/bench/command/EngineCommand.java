package io.headroom.bench.command;

import io.headroom.bench.engine.EngineSuite;
import io.headroom.bench.engine.Settings;
import io.headroom.bench.engine.Settings.Peer;
import io.headroom.bench.measure.BenchFailure;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "engine",
        description = "The load engine: CPU for each request beside wrk, ab, h2load, Hyperfoil and Gatling.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples",
            "  ./headroom bench engine                                          beside wrk",
            "  ./headroom bench engine --peer all --json engine.json            beside every peer; the rows go to a file",
            "  ./headroom bench engine --work small-get-64 --rounds 1           one row, quickly"
        })
final class EngineCommand implements Callable<Integer> {

    private static final String ALL = "all";
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    @Option(
            names = "--peer",
            paramLabel = "PEER",
            split = ",",
            defaultValue = "wrk",
            description = "wrk, ab, h2load, hyperfoil, gatling or all; may be repeated (default: wrk).")
    List<String> peers = List.of();

    @Option(
            names = "--work",
            paramLabel = "NAME",
            split = ",",
            description = "Measure only this; may be repeated. A wrong name lists them.")
    List<String> works = List.of();

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "3",
            description = "Rounds of each generator, of which medians are taken (default: 3).")
    int rounds;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "5",
            description = "How long each round is measured once it is steady (default: 5).")
    int seconds;

    @Mixin
    ReportOptions report = new ReportOptions();

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (rounds < 1 || seconds < 1) {
            throw BenchFailure.usage(
                    "--rounds and --seconds are at least 1, not %d and %d.".formatted(rounds, seconds));
        }
        var settings = new Settings(chosenPeers(), rounds, Duration.ofSeconds(seconds), PATIENCE);
        try (var findings = new Findings("engine", report)) {
            new EngineSuite(settings, works, System.err::println).measure(findings::add);
            return report.exitCode(findings.document());
        }
    }

    private Set<Peer> chosenPeers() {
        Set<Peer> chosen = EnumSet.noneOf(Peer.class);
        for (String name : peers) {
            if (name.equals(ALL)) {
                return EnumSet.allOf(Peer.class);
            }
            chosen.add(peer(name));
        }
        return chosen;
    }

    private static Peer peer(String name) {
        return Arrays.stream(Peer.values())
                .filter(peer -> name.equals(word(peer)))
                .findFirst()
                .orElseThrow(() -> BenchFailure.usage("--peer '%s' is none of %s, %s."
                        .formatted(
                                name,
                                Arrays.stream(Peer.values())
                                        .map(EngineCommand::word)
                                        .collect(Collectors.joining(", ")),
                                ALL)));
    }

    private static String word(Peer peer) {
        return peer.name().toLowerCase(Locale.ROOT);
    }
}
