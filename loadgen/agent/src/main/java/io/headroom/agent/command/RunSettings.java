package io.headroom.agent.command;

import io.headroom.agent.CommandFailure;
import io.headroom.agent.ExitCode;
import io.headroom.agent.export.Exports;
import io.headroom.agent.export.Exports.Form;
import io.headroom.agent.loadtest.LoadTest;
import io.headroom.agent.loadtest.LoadText;
import io.headroom.agent.loadtest.Rehearsal;
import io.headroom.agent.loadtest.ScenarioFile;
import io.headroom.agent.objective.Objective;
import io.headroom.agent.objective.ObjectiveText;
import io.headroom.agent.quantity.Quantities;
import io.headroom.agent.quantity.Setting;
import io.headroom.engine.EngineSettings;
import io.headroom.engine.Load;
import io.headroom.engine.Target;
import io.headroom.engine.data.Nearest;
import io.headroom.engine.scenario.CompiledScenario;
import io.headroom.engine.scenario.JourneyKind;
import io.headroom.engine.scenario.ScenarioException;
import io.headroom.engine.schedule.Pacing;
import io.headroom.engine.schedule.Spacing;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParseResult;

/** Reads what {@link RunCommand} was told. Everything that can be wrong with it is said before anything is sent. */
final class RunSettings {

    private static final int LOOPS_MOST = 1_024;
    private static final int MANY = 1_000_000;
    private static final DateTimeFormatter RUN_NAME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

    private final RunCommand command;
    private final InstantSource clock;
    private final ConfiguredDefaults defaults;
    private final ParseResult parsed;

    RunSettings(RunCommand command, InstantSource clock) {
        this.command = command;
        this.clock = clock;
        this.defaults = (ConfiguredDefaults) command.spec.defaultValueProvider();
        this.parsed = command.spec.commandLine().getParseResult();
    }

    void requireSound() {
        defaults.requireSound(command.spec);
    }

    Exports exports() {
        Map<Form, Setting> destinations = new EnumMap<>(Form.class);
        ResultOptions results = command.results;
        one("--json", results.json).ifPresent(file -> destinations.put(Form.JSON, file));
        one("--junit", results.junit).ifPresent(file -> destinations.put(Form.JUNIT, file));
        one("--markdown", results.markdown).ifPresent(file -> destinations.put(Form.MARKDOWN, file));
        one("--hdr", results.hdr).ifPresent(file -> destinations.put(Form.HDR, file));
        one("--csv", results.csv).ifPresent(file -> destinations.put(Form.CSV, file));
        return new Exports(destinations);
    }

    /** A dry run needs no load, and ignores it where it stands in the environment or in the file. */
    ExitCode rehearse(Rehearsal rehearsal) {
        ScenarioFile file = ScenarioFile.read(command.requiredScenario());
        Target target = target();
        EngineSettings engine = engine();
        return rehearsal.perform(scenario(file), target, engine);
    }

    LoadTest test() {
        ScenarioFile file = ScenarioFile.read(command.requiredScenario());
        Load load = load();
        Target target = target();
        EngineSettings engine = engine();
        List<Objective> objectives = objectives();
        CompiledScenario scenario = scenario(file);
        List<String> journeys = scenario.mixed().stream().map(JourneyKind::name).toList();
        requireKnown(objectives, journeys);
        return new LoadTest(
                file,
                scenario,
                target,
                load,
                one("--warm-up", command.load.warmUp)
                        .map(Quantities::durationOrZero)
                        .orElse(Duration.ZERO),
                engine.withObjectiveLatency(LoadTest.latencyOfJourneys(objectives, journeys)),
                objectives);
    }

    private Target target() {
        return new TargetSettings(command.target, this::one, this::all).read();
    }

    private Load load() {
        LoadOptions options = command.load;
        return new LoadText(
                        one("--rate", options.rate),
                        one("--for", options.time),
                        one("--users", options.users),
                        one("--pause", options.pause),
                        all("--stage", options.stages),
                        one("--rates", options.rates))
                .read();
    }

    CompiledScenario scenario(ScenarioFile file) {
        try {
            CompiledScenario compiled = CompiledScenario.compile(file.fileName(), file.text(), file.folder());
            compiled.hints().forEach(hint -> command.surroundings().terminal().say("! " + hint));
            List<String> chosen = all("--journey", command.load.journeys).stream()
                    .map(Setting::value)
                    .toList();
            return chosen.isEmpty() ? compiled : compiled.selecting(chosen);
        } catch (ScenarioException wrong) {
            throw new CommandFailure(ExitCode.USAGE, String.valueOf(wrong.getMessage()));
        }
    }

    private List<Objective> objectives() {
        return all("--objective", command.results.objectives).stream()
                .flatMap(setting -> ObjectiveText.parse(setting).stream())
                .toList();
    }

    /** A request's name has a blank after its method; everything else has to be a journey. */
    private static void requireKnown(List<Objective> objectives, List<String> journeys) {
        for (Objective objective : objectives) {
            String of = objective.metric().of();
            if (of != null && !of.contains(" ") && !journeys.contains(of)) {
                throw new CommandFailure(
                        ExitCode.USAGE,
                        "--objective '%s' is about '%s', which is neither a journey of the mix (%s) nor a request such as GET /profiles/{id}%s"
                                .formatted(
                                        objective.text(),
                                        of,
                                        String.join(", ", journeys),
                                        Nearest.to(of, journeys)
                                                .map("; did you mean %s?"::formatted)
                                                .orElse(".")));
            }
        }
    }

    private EngineSettings engine() {
        LoadOptions options = command.load;
        EngineSettings settings = EngineSettings.defaults()
                .withRun(run())
                .withSpacing(choice(
                        one("--spacing", options.spacing),
                        Spacing.EVEN,
                        words("even", Spacing.EVEN, "poisson", Spacing.POISSON)))
                .withPacing(choice(
                        one("--pacing", options.pacing),
                        Pacing.TICK,
                        words("tick", Pacing.TICK, "exact", Pacing.EXACT)))
                .withSeed(one("--seed", options.seed)
                        .map(seed -> number(seed, Long.MIN_VALUE, Long.MAX_VALUE))
                        .orElse(1L));
        Optional<Integer> loops = count("--loops", options.loops, LOOPS_MOST);
        Optional<Integer> inFlight = count("--in-flight", options.inFlight, MANY);
        Optional<Integer> connections = count("--connections", options.connections, MANY);
        settings = loops.map(settings::withLoops).orElse(settings);
        settings = inFlight.map(settings::withInFlightMax).orElse(settings);
        return connections.map(settings::withConnectionsMax).orElse(settings);
    }

    private String run() {
        Optional<Setting> given = one("--run", command.load.run);
        given.filter(setting -> !setting.value().matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}"))
                .ifPresent(setting -> {
                    throw setting.isNot("a name of letters, digits, dots, dashes and underscores, at most 64");
                });
        return given.map(Setting::value)
                .orElseGet(() -> RUN_NAME.format(clock.instant().atZone(ZoneId.systemDefault())));
    }

    private Optional<Integer> count(String option, @Nullable String value, int most) {
        return one(option, value).map(setting -> (int) number(setting, 1, most));
    }

    private static long number(Setting setting, long least, long most) {
        try {
            long number = Long.parseLong(setting.value().strip());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException _) {
            // Said below.
        }
        throw setting.isNot("a whole number from %,d to %,d".formatted(least, most));
    }

    static <T> Map<String, T> words(String first, T one, String second, T other) {
        Map<String, T> words = new LinkedHashMap<>();
        words.put(first, one);
        words.put(second, other);
        return words;
    }

    static <T> T choice(Optional<Setting> given, T otherwise, Map<String, T> words) {
        return given.map(setting -> {
                    T chosen = words.get(setting.value().strip());
                    if (chosen == null) {
                        throw setting.isNot("one of " + String.join(", ", words.keySet()));
                    }
                    return chosen;
                })
                .orElse(otherwise);
    }

    private Optional<Setting> one(String option, @Nullable String value) {
        return defaults.setting(parsed, option, value);
    }

    private List<Setting> all(String option, @Nullable List<String> values) {
        return defaults.settings(parsed, option, values);
    }
}
