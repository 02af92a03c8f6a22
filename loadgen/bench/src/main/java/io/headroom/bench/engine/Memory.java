package io.headroom.bench.engine;

import io.headroom.bench.generator.Headroom;
import io.headroom.bench.measure.Recording;
import io.headroom.bench.report.Goal;
import io.headroom.bench.report.Row;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** The most memory that the generator's process ever had resident. */
final class Memory implements Work {

    /** Preparation goes on a few journeys, and the end waits for the last ones; both think, too. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String name;
    private final String scenario;
    private final int users;
    private final Duration duration;
    private final Goal goal;

    private Memory(String name, String scenario, int users, Duration duration, Goal goal) {
        this.name = name;
        this.scenario = scenario;
        this.users = users;
        this.duration = duration;
        this.goal = goal;
    }

    /** 64 users who do nothing but fetch. */
    static Memory whenBusy() {
        return new Memory("memory-64", "SmallGet", 64, Duration.ofSeconds(10), new Goal.AtMost(150));
    }

    /** 10,000 users who think ten seconds between two fetches. */
    static Memory whenThinking() {
        return new Memory("memory-thinking", "ThinkingUsers", 10_000, Duration.ofSeconds(25), new Goal.AtMost(300));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<Row> measure(Laboratory laboratory) throws IOException, InterruptedException {
        var ours = new Headroom();
        var test = new Headroom.LoadTest(
                scenario, laboratory.nginx().url("/"), List.of("--users", String.valueOf(users)), duration);
        Recording recording = laboratory.run(ours, ours.command(test, laboratory.folder()), duration.plus(PATIENCE));
        laboratory.progress().accept(name + ": done");
        return List.of(Row.alone(name, "peak resident memory, MB", recording.residentMegabytesMax())
                .with(goal)
                .noting("%d users, %d requests".formatted(users, recording.requestsWhole())));
    }
}
