package io.headroom.agent.command;

import io.headroom.agent.CommandFailure;
import io.headroom.agent.ExitCode;
import io.headroom.engine.LoopbackResponder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Goes through what {@code run} goes through, so that a JVM that records can tell later ones which classes they will need and which methods will be hot. The
 * launcher starts it after a build; nobody else needs it.
 */
@Command(
        name = "train",
        hidden = true,
        description = "Sends two short loads to itself, for a JVM that records what a load needs.")
class TrainCommand implements Callable<Integer> {

    private static final String SCENARIO = "Training.java";
    private static final List<List<String>> LOADS =
            List.of(List.of("--rate", "3000/s", "--for", "3s"), List.of("--users", "16", "--for", "2s"));

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "An empty folder, for what loads read and write.")
    @SuppressWarnings("NullAway.Init") // required
    Path folder;

    @Override
    public Integer call() throws IOException {
        Path scenario = folder.resolve(SCENARIO);
        try (InputStream text = TrainCommand.class.getResourceAsStream(SCENARIO)) {
            if (text == null) {
                throw new IllegalStateException(SCENARIO + " is not part of this program");
            }
            Files.copy(text, scenario);
        }
        CommandLine headroom = spec.root().commandLine();
        try (var responder = new LoopbackResponder()) {
            for (List<String> load : LOADS) {
                List<String> run = new ArrayList<>(List.of(
                        "run", scenario.toString(), "--target", responder.url().toString(), "--loops", "1"));
                run.addAll(List.of("--json", folder.resolve("result.json").toString()));
                run.addAll(List.of("--hdr", folder.resolve("latencies.hdr").toString()));
                run.addAll(load);
                requireMeasured(headroom.execute(run.toArray(String[]::new)));
            }
        }
        return ExitCode.PASS.number();
    }

    /** A slow machine's generator may call itself invalid: it learns all the same. */
    private static void requireMeasured(int exitCode) {
        if (exitCode != ExitCode.PASS.number() && exitCode != ExitCode.UNMEASURED.number()) {
            throw new CommandFailure(ExitCode.ENVIRONMENT, "The training's load ended with " + exitCode + ".");
        }
    }
}
