package io.headroom.agent.command;

import static io.headroom.agent.command.GivenOptions.choice;
import static io.headroom.agent.command.GivenOptions.words;

import io.headroom.agent.CommandFailure;
import io.headroom.agent.ExitCode;
import io.headroom.agent.loadtest.ScenarioFile;
import io.headroom.agent.quantity.Setting;
import io.headroom.engine.EngineSettings;
import io.headroom.engine.scenario.CompiledScenario;
import io.headroom.engine.scenario.ScenarioException;
import io.headroom.engine.schedule.Pacing;
import io.headroom.engine.schedule.Spacing;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads which journeys are sent, and how. */
final class EngineChoices {

    private static final int LOOPS_MOST = 1_024;
    private static final int MANY = 1_000_000;
    private static final DateTimeFormatter RUN_NAME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

    private final EngineOptions options;
    private final GivenOptions given;
    private final Surroundings surroundings;
    private final InstantSource clock;

    EngineChoices(EngineOptions options, GivenOptions given, Surroundings surroundings, InstantSource clock) {
        this.options = options;
        this.given = given;
        this.surroundings = surroundings;
        this.clock = clock;
    }

    CompiledScenario scenario(ScenarioFile file) {
        try {
            CompiledScenario compiled = CompiledScenario.compile(file.fileName(), file.text(), file.folder());
            compiled.hints().forEach(hint -> surroundings.terminal().say("! " + hint));
            List<String> chosen = given.all("--journey", options.journeys).stream()
                    .map(Setting::value)
                    .toList();
            return chosen.isEmpty() ? compiled : compiled.selecting(chosen);
        } catch (ScenarioException wrong) {
            throw new CommandFailure(ExitCode.USAGE, String.valueOf(wrong.getMessage()));
        }
    }

    EngineSettings settings() {
        EngineSettings settings = EngineSettings.defaults()
                .withRun(run())
                .withSpacing(choice(
                        given.one("--spacing", options.spacing),
                        Spacing.EVEN,
                        words("even", Spacing.EVEN, "poisson", Spacing.POISSON)))
                .withPacing(choice(
                        given.one("--pacing", options.pacing),
                        Pacing.TICK,
                        words("tick", Pacing.TICK, "exact", Pacing.EXACT)))
                .withSeed(given.one("--seed", options.seed)
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
        Optional<Setting> name = given.one("--run", options.run);
        name.filter(setting -> !setting.value().matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}"))
                .ifPresent(setting -> {
                    throw setting.isNot("a name of letters, digits, dots, dashes and underscores, at most 64");
                });
        return name.map(Setting::value)
                .orElseGet(() -> RUN_NAME.format(clock.instant().atZone(ZoneId.systemDefault())));
    }

    private Optional<Integer> count(String option, @Nullable String value, int most) {
        return given.one(option, value).map(setting -> (int) number(setting, 1, most));
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
}
