package io.headroom.agent.command;

import io.headroom.agent.ExitCode;
import io.headroom.agent.capacity.CapacityTest;
import io.headroom.agent.capacity.CapacityTest.Sought;
import io.headroom.agent.capacity.KneeLimits;
import io.headroom.agent.export.Exports;
import io.headroom.agent.export.Exports.Form;
import io.headroom.agent.loadtest.Rehearsal;
import io.headroom.agent.loadtest.ScenarioFile;
import io.headroom.agent.objective.ObjectiveText;
import io.headroom.agent.quantity.Quantities;
import io.headroom.agent.quantity.Setting;
import io.headroom.engine.EngineSettings;
import io.headroom.engine.Target;
import io.headroom.exploration.Limits;
import io.headroom.exploration.Preset;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;

/** Reads what {@link CapacityCommand} was told. Everything that can be wrong with it is said before anything is sent. */
final class CapacitySettings {

    private static final double CEILING = 5_000;
    private static final double CEILING_LEAST = 10;

    private final CapacityCommand command;
    private final GivenOptions given;
    private final EngineChoices engine;

    CapacitySettings(CapacityCommand command, InstantSource clock) {
        this.command = command;
        this.given = new GivenOptions(command.spec);
        this.engine = new EngineChoices(command.engine, given, command.surroundings(), clock);
    }

    void requireSound() {
        given.requireSound();
    }

    Exports exports() {
        Map<Form, Setting> destinations = new EnumMap<>(Form.class);
        CapacityOptions options = command.capacity;
        given.one("--json", options.json).ifPresent(file -> destinations.put(Form.JSON, file));
        given.one("--junit", options.junit).ifPresent(file -> destinations.put(Form.JUNIT, file));
        given.one("--markdown", options.markdown).ifPresent(file -> destinations.put(Form.MARKDOWN, file));
        given.one("--csv", options.csv).ifPresent(file -> destinations.put(Form.CSV, file));
        return new Exports(destinations);
    }

    ExitCode rehearse(Rehearsal rehearsal) {
        ScenarioFile file = ScenarioFile.read(command.requiredScenario());
        Target target = target();
        EngineSettings settings = engine.settings();
        return rehearsal.perform(engine.scenario(file), target, settings);
    }

    CapacityTest test() {
        ScenarioFile file = ScenarioFile.read(command.requiredScenario());
        Sought sought = new Sought(preset(), limits(), ceiling());
        Target target = target();
        EngineSettings settings = engine.settings().withWindow(sought.preset().window());
        return new CapacityTest(file, engine.scenario(file), target, sought, settings);
    }

    private Target target() {
        return new TargetSettings(command.target, given).read();
    }

    private Preset preset() {
        Map<String, Preset> words = GivenOptions.words("quick", Preset.QUICK, "standard", Preset.STANDARD);
        words.put("thorough", Preset.THOROUGH);
        return GivenOptions.choice(given.one("--preset", command.capacity.preset), Preset.QUICK, words);
    }

    private Limits limits() {
        return KneeLimits.of(given.all("--objective", command.capacity.objectives).stream()
                .flatMap(setting -> ObjectiveText.parse(setting).stream())
                .toList());
    }

    private double ceiling() {
        return given.one("--ceiling", command.capacity.ceiling)
                .map(setting -> {
                    double perSecond = Quantities.ratePerSecond(setting, false);
                    if (perSecond < CEILING_LEAST) {
                        throw setting.isNot("a rate of at least 10/s, where every search begins");
                    }
                    return perSecond;
                })
                .orElse(CEILING);
    }
}
