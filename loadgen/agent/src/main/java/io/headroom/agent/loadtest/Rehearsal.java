package io.headroom.agent.loadtest;

import io.headroom.agent.ExitCode;
import io.headroom.agent.terminal.Figures;
import io.headroom.agent.terminal.Palette;
import io.headroom.agent.terminal.Terminal;
import io.headroom.engine.EngineSettings;
import io.headroom.engine.Exchanged;
import io.headroom.engine.LoadSession;
import io.headroom.engine.SessionException;
import io.headroom.engine.Target;
import io.headroom.engine.scenario.CompiledScenario;
import io.headroom.engine.scenario.JourneyKind;
import java.util.List;

/** A dry run: one user walks each journey once, and the whole conversation is printed. */
public final class Rehearsal {

    private static final String REQUEST = "  > ";
    private static final String RESPONSE = "  < ";

    private final Terminal terminal;
    private int failures;

    public Rehearsal(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Prints as it goes; the exit code says whether everything was answered as expected. */
    public ExitCode perform(CompiledScenario scenario, Target target, EngineSettings settings) {
        List<String> journeys = scenario.mixed().stream().map(JourneyKind::name).toList();
        try (LoadSession session = LoadSession.open(scenario, target, settings)) {
            session.rehearse(journeys, this::print);
        } catch (SessionException failure) {
            throw EngineFailure.of(failure);
        }
        terminal.print(
                failures == 0
                        ? terminal.palette().good("Every request was answered as expected.")
                        : terminal.palette().bad("%d went wrong.".formatted(failures)));
        return failures == 0 ? ExitCode.PASS : ExitCode.FAILED;
    }

    private void print(Exchanged exchanged) {
        Palette palette = terminal.palette();
        terminal.print(palette.bold(exchanged.name())
                + palette.dim("   " + Figures.latency(exchanged.service().toNanos() / 1e6)));
        exchanged.requestText().lines().forEach(line -> terminal.print(REQUEST + line));
        exchanged.responseText().lines().forEach(line -> terminal.print(RESPONSE + line));
        String failure = exchanged.failure();
        if (failure != null) {
            failures++;
            terminal.print("  " + palette.bad("✗ " + failure));
        }
        terminal.print("");
    }
}
