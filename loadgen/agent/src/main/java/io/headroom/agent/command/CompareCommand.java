package io.headroom.agent.command;

import io.headroom.agent.CommandFailure;
import io.headroom.agent.ExitCode;
import io.headroom.agent.comparison.Comparer;
import io.headroom.agent.comparison.Comparison;
import io.headroom.agent.comparison.ComparisonReport;
import io.headroom.agent.comparison.ResultFile;
import io.headroom.agent.export.ResultJson;
import io.headroom.agent.quantity.FileTrouble;
import io.headroom.agent.quantity.Setting;
import io.headroom.agent.terminal.Terminal;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "compare",
        description =
                "Compares results with the first of them: what became slower or faster, by how much, and whether chance explains it.",
        footer = {
            "",
            "Examples",
            "  ./headroom compare before.json after.json",
            "  ./headroom compare main.json branch.json --markdown comment.md --fail-on-regression 5%%",
            "",
            "Results are what --json of run, capacity and demo writes. Exit codes: 0 compared, 2 a regression, 4 wrong usage or document."
        })
class CompareCommand implements Callable<Integer> {

    private static final int FILES_MOST = 5;
    private static final String STANDARD_OUTPUT = "-";

    private final Surroundings surroundings;

    @Parameters(
            arity = "0..*",
            paramLabel = "FILE",
            description = "Two to five results; the first is what the others are compared with.")
    @Nullable
    List<String> files;

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "Write the comparison; - for standard output, as below.")
    @Nullable
    String json;

    @Option(names = "--markdown", paramLabel = "FILE", description = "Write it for a pull request.")
    @Nullable
    String markdown;

    @Option(
            names = "--fail-on-regression",
            paramLabel = "SHARE",
            description = "Exit with 2 if a figure became worse beyond chance, and by more than this: 5%%.")
    @Nullable
    String regression;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Say this.")
    boolean help;

    @Inject
    CompareCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        List<String> named = files == null ? List.of() : files;
        if (named.size() < 2 || named.size() > FILES_MOST || new HashSet<>(named).size() < named.size()) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "A comparison needs two to five different results, and %d %s named: ./headroom compare before.json after.json."
                            .formatted(named.size(), named.size() == 1 ? "is" : "are"));
        }
        if (STANDARD_OUTPUT.equals(json) && STANDARD_OUTPUT.equals(markdown)) {
            throw new CommandFailure(ExitCode.USAGE, "--json and --markdown cannot both go to standard output.");
        }
        @Nullable Double threshold = regression == null ? null : share(new Setting("--fail-on-regression", regression));
        Comparison comparison =
                Comparer.compare(named.stream().map(ResultFile::read).toList());
        tell(comparison);
        return (threshold == null ? ExitCode.PASS : judged(comparison, threshold)).number();
    }

    private void tell(Comparison comparison) {
        Terminal terminal = surroundings.terminal();
        boolean outputTaken = STANDARD_OUTPUT.equals(json) || STANDARD_OUTPUT.equals(markdown);
        Consumer<String> line = outputTaken ? terminal::say : terminal::print;
        ComparisonReport.lines(comparison, terminal.palette()).forEach(line);
        if (json != null) {
            write("--json", json, ResultJson.written(comparison));
        }
        if (markdown != null) {
            write("--markdown", markdown, ComparisonReport.markdown(comparison));
        }
    }

    private ExitCode judged(Comparison comparison, double threshold) {
        List<Comparison.Difference> worse = comparison.regressions(threshold);
        if (worse.isEmpty()) {
            return ExitCode.PASS;
        }
        surroundings
                .terminal()
                .say("headroom: %d %s worse by more than %s, first %s of %s in %s."
                        .formatted(
                                worse.size(),
                                worse.size() == 1 ? "figure is" : "figures are",
                                regression,
                                worse.getFirst().metric(),
                                worse.getFirst().subject(),
                                worse.getFirst().file()));
        return ExitCode.FAILED;
    }

    private void write(String option, String file, String text) {
        if (file.equals(STANDARD_OUTPUT)) {
            surroundings.terminal().print(text.stripTrailing());
            return;
        }
        try {
            Files.writeString(Path.of(file), text);
        } catch (IOException failure) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "%s %s cannot be written (%s): name a file in a folder that exists and that you may write to."
                            .formatted(option, file, FileTrouble.of(failure)));
        }
    }

    private static double share(Setting setting) {
        if (!setting.value().strip().matches("\\d{1,4}(\\.\\d+)?\\s*%")) {
            throw setting.isNot("a share such as 5%");
        }
        return Double.parseDouble(setting.value().replace("%", "").strip()) / 100;
    }
}
