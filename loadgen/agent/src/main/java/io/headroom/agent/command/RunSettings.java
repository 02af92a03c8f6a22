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
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Reads what {@link RunCommand} was told. Everything that can be wrong with it is said before anything is sent. */
final class RunSettings {

    private final RunCommand command;
    private final GivenOptions given;
    private final EngineChoices engine;

    RunSettings(RunCommand command, InstantSource clock) {
        this.command = command;
        this.given = new GivenOptions(command.spec);
        this.engine = new EngineChoices(command.engine, given, command.surroundings(), clock);
    }

    void requireSound() {
        given.requireSound();
    }

    Exports exports() {
        Map<Form, Setting> destinations = new EnumMap<>(Form.class);
        ResultOptions results = command.results;
        given.one("--json", results.json).ifPresent(file -> destinations.put(Form.JSON, file));
        given.one("--junit", results.junit).ifPresent(file -> destinations.put(Form.JUNIT, file));
        given.one("--markdown", results.markdown).ifPresent(file -> destinations.put(Form.MARKDOWN, file));
        given.one("--hdr", results.hdr).ifPresent(file -> destinations.put(Form.HDR, file));
        given.one("--csv", results.csv).ifPresent(file -> destinations.put(Form.CSV, file));
        return new Exports(destinations);
    }

    /** A dry run needs no load, and ignores it where it stands in the environment or in the file. */
    ExitCode rehearse(Rehearsal rehearsal) {
        ScenarioFile file = ScenarioFile.read(command.requiredScenario());
        Target target = target();
        EngineSettings settings = engine.settings();
        return rehearsal.perform(engine.scenario(file), target, settings);
    }

    LoadTest test() {
        ScenarioFile file = ScenarioFile.read(command.requiredScenario());
        Load load = load();
        Target target = target();
        EngineSettings settings = engine.settings();
        List<Objective> objectives = objectives();
        CompiledScenario scenario = engine.scenario(file);
        List<String> journeys = scenario.mixed().stream().map(JourneyKind::name).toList();
        requireKnown(objectives, journeys);
        return new LoadTest(
                file,
                scenario,
                target,
                load,
                given.one("--warm-up", command.load.warmUp)
                        .map(Quantities::durationOrZero)
                        .orElse(Duration.ZERO),
                settings.withObjectiveLatency(LoadTest.latencyOfJourneys(objectives, journeys)),
                objectives);
    }

    private Target target() {
        return new TargetSettings(command.target, given).read();
    }

    private Load load() {
        LoadOptions options = command.load;
        return new LoadText(
                        given.one("--rate", options.rate),
                        given.one("--for", options.time),
                        given.one("--users", options.users),
                        given.one("--pause", options.pause),
                        given.all("--stage", options.stages),
                        given.one("--rates", options.rates))
                .read();
    }

    private List<Objective> objectives() {
        return given.all("--objective", command.results.objectives).stream()
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
}
