package io.headroom.agent.command;

import io.headroom.agent.CommandFailure;
import io.headroom.agent.ExitCode;
import io.headroom.agent.demo.Demo;
import io.headroom.agent.demo.DemoOptions;
import io.headroom.agent.platform.PlatformProgram;
import io.headroom.agent.terminal.Interruption;
import io.headroom.protocol.run.RunRequest;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "demo",
        description =
                "Measures the sample service end to end: provisions it through Terraform, opens its protections for Headroom's agents only, "
                        + "finds what one instance carries, overloads it and times the recovery, checks that several carry as many times more, overloads these, "
                        + "watches automatic scaling follow a rising load, puts everything back.",
        footer = {
            "",
            "Examples",
            "  ./headroom demo",
            "  ./headroom demo --class nano --json result.json",
            "  ./headroom demo --workers 3 --service-time 15",
            "  ./headroom demo --keep --preset quick",
            "  ./headroom demo --stages explore,extrapolate",
            "  ./headroom demo --stages explore,stress --until-unresponsive",
            "  ./headroom demo --stages explore,extrapolate --instances 1,2,3,4 --defect shared-lock",
            "",
            "Exit codes: 0 pass, 2 failed, 3 invalid or inconclusive, 4 wrong usage, 5 environment or platform failure, 130 interrupted."
        })
class DemoCommand implements Callable<Integer> {

    /** As in {@code terraform/local}. */
    static final int WORKERS_MAX = 64;

    static final int SERVICE_TIME_MILLIS_MAX = 2_000;

    private static final int INSTANCES_MIN = 2;
    private static final int INSTANCES_MAX = 16;
    private static final int NUMBERS_FEWEST = 3;
    private static final List<String> STAGES = List.of("explore", "stress", "extrapolate", "assess", "rerun");

    /** Sizes of the sample's instances. */
    enum InstanceClass {
        NANO,
        SMALL,
        MEDIUM,
        LARGE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How thorough the search is. */
    enum Preset {
        QUICK,
        STANDARD,
        THOROUGH;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Surroundings surroundings;

    @Mixin
    @SuppressWarnings("NullAway.Init") // set by picocli
    DataOption data;

    @Option(
            names = "--profile",
            paramLabel = "FILE",
            description = "A production profile to grade the environment by (./headroom environment profile).")
    @Nullable
    Path profile;

    @Option(
            names = "--class",
            paramLabel = "NAME",
            defaultValue = "small",
            description =
                    "Instance class: ${COMPLETION-CANDIDATES} (100, 200, 400, 800 requests/s); default ${DEFAULT-VALUE}.")
    @SuppressWarnings("NullAway.Init") // has a default
    InstanceClass instanceClass;

    @Option(
            names = "--workers",
            paramLabel = "N",
            description = "Workers of an instance, 1 to 64, with --service-time.")
    @Nullable
    Integer workers;

    @Option(
            names = "--service-time",
            paramLabel = "MS",
            description = "What a worker spends on a request, 1 to 2000 milliseconds.")
    @Nullable
    Integer serviceTime;

    @Option(
            names = "--defect",
            paramLabel = "ID",
            description = "Switch on a defect of the sample; may be repeated. docs/findings.md lists them.")
    List<String> defects = List.of();

    @Option(
            names = "--preset",
            paramLabel = "NAME",
            defaultValue = "quick",
            description = "How thorough the search is: ${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}.")
    @SuppressWarnings("NullAway.Init") // has a default
    Preset preset;

    @Option(
            names = "--instances",
            paramLabel = "N",
            split = ",",
            defaultValue = "3",
            description =
                    "How many instances the prediction is checked with, 2 to 16; default ${DEFAULT-VALUE}. Several, such as 1,2,3,4: each is searched "
                            + "for twice, and the law that capacity follows is told.")
    List<Integer> instances = List.of();

    @Option(
            names = "--stages",
            paramLabel = "STAGE",
            split = ",",
            description =
                    "What to measure, of explore, stress, extrapolate and assess; default all. Exploring belongs to each of them. With rerun besides, a maximum "
                            + "that is suspected to be less than before is measured again five times, and fails the run if it stays so.")
    @Nullable
    List<String> stages;

    @Option(
            names = "--until-unresponsive",
            description =
                    "Raise overloads until the service answers practically nobody: fewer than one in ten, or more than half too late.")
    boolean untilUnresponsive;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the result document to this file, too.")
    @Nullable
    Path json;

    @Option(names = "--keep", description = "Leave the platform running afterwards, and print its page.")
    boolean keep;

    @Inject
    DemoCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        check();
        Path root = Path.of(surroundings.environment().getOrDefault("HEADROOM_ROOT", "."))
                .toAbsolutePath()
                .normalize();
        var options = new DemoOptions(request(root), data.folder(surroundings.environment()), json, keep);
        PlatformProgram program = PlatformProgram.installed(surroundings.environment());
        Interruption interruption = Interruptions.install(surroundings.terminal());
        ExitCode exitCode =
                new Demo(surroundings.terminal(), InstantSource.system(), interruption).run(options, program);
        return exitCode.number();
    }

    private RunRequest request(Path root) {
        return new RunRequest(
                "profile-service",
                root.resolve(Path.of("terraform", "local")).toString(),
                root.resolve(Path.of("sample-target", "scenarios", SampleDefects.scenarioFor(defects)))
                        .toString(),
                instanceClass.toString(),
                workers,
                serviceTime,
                defects,
                preset.toString(),
                Collections.max(instances),
                instances.size() == 1 ? null : instances,
                stages,
                null,
                untilUnresponsive,
                profile == null ? null : profile.toAbsolutePath().toString());
    }

    private void check() {
        if ((workers == null) != (serviceTime == null)) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "--workers and --service-time go together, for example --workers 3 --service-time 15: one of them is missing.");
        }
        if (workers != null) {
            within("--workers", workers, WORKERS_MAX);
        }
        if (serviceTime != null) {
            within("--service-time", serviceTime, SERVICE_TIME_MILLIS_MAX);
        }
        checkInstances();
        checkStages();
        defects.forEach(SampleDefects::check);
    }

    private void checkInstances() {
        int most = Collections.max(instances);
        int least = instances.size() == 1 ? INSTANCES_MIN : 1;
        if (most < INSTANCES_MIN || most > INSTANCES_MAX || Collections.min(instances) < least) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "--instances is %s: give one number between %d and %d, or several of them and 1, such as 1,2,3,4."
                            .formatted(words(instances), INSTANCES_MIN, INSTANCES_MAX));
        }
        Set<Integer> numbers = new TreeSet<>(instances);
        numbers.add(1);
        if (instances.size() > 1 && numbers.size() < NUMBERS_FEWEST) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "--instances is %s: a law over several numbers needs %d different ones, such as 1,2,3."
                            .formatted(words(instances), NUMBERS_FEWEST));
        }
    }

    private void checkStages() {
        for (String stage : stages == null ? STAGES : stages) {
            if (!STAGES.contains(stage)) {
                throw new CommandFailure(
                        ExitCode.USAGE,
                        "--stages has '%s', which does not exist; there are %s."
                                .formatted(stage, String.join(", ", STAGES)));
            }
        }
        if (untilUnresponsive && stages != null && !stages.contains("stress")) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "--until-unresponsive needs the stage stress: add it to --stages, or leave --until-unresponsive out.");
        }
        if (instances.size() > 1 && stages != null && !stages.contains("extrapolate")) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "--instances %s needs the stage extrapolate: add it to --stages, or leave --instances out."
                            .formatted(words(instances)));
        }
    }

    private static String words(List<Integer> numbers) {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    private static void within(String option, int value, int max) {
        if (value < 1 || value > max) {
            throw new CommandFailure(
                    ExitCode.USAGE, "%s is %d, and must lie between 1 and %d.".formatted(option, value, max));
        }
    }
}
