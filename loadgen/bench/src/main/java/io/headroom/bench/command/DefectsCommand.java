package io.headroom.bench.command;

import io.headroom.bench.defect.DefectSuite;
import io.headroom.bench.defect.SampleDefect;
import io.headroom.bench.measure.BenchFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "defects",
        description = "Whether a run names what is wrong: the demo with each of the sample's defects, and without any.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples",
            "  ./headroom bench defects                              all sixteen, and none: about half an hour",
            "  ./headroom bench defects --defect n-plus-one          one of them: about a minute and a half",
            "  ./headroom bench defects --defect none --json F       without a defect nothing is to be found"
        })
final class DefectsCommand implements Callable<Integer> {

    private static final String NONE = "none";

    @Option(
            names = "--defect",
            paramLabel = "ID",
            description = "One of the sample's defects, or none for the run without; may be repeated (default: all).")
    List<String> defects = List.of();

    @Mixin
    ReportOptions report = new ReportOptions();

    @Override
    public Integer call() throws IOException, InterruptedException {
        check();
        Path root = Path.of(System.getenv().getOrDefault("HEADROOM_ROOT", "."))
                .toAbsolutePath()
                .normalize();
        Path folder = Files.createTempDirectory("headroom-defects-");
        System.err.println("results and what the demos say: " + folder);
        DefectSuite suite = new DefectSuite(root, folder, System.err::println);
        try (Findings found = new Findings("defects", report)) {
            if (defects.isEmpty() || defects.contains(NONE)) {
                found.add(List.of(suite.measureClean()));
            }
            for (SampleDefect defect : SampleDefect.values()) {
                if (defects.isEmpty() || defects.contains(defect.id())) {
                    found.add(List.of(suite.measure(defect)));
                }
            }
            return report.exitCode(found.document());
        }
    }

    private void check() {
        for (String id : defects) {
            if (!id.equals(NONE) && SampleDefect.of(id).isEmpty()) {
                throw BenchFailure.usage("--defect '%s' does not exist; there are %s, and none."
                        .formatted(id, String.join(", ", SampleDefect.ids())));
            }
        }
    }
}
