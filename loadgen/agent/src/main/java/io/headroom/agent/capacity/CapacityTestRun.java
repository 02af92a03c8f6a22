package io.headroom.agent.capacity;

import io.headroom.agent.CommandFailure;
import io.headroom.agent.ExitCode;
import io.headroom.agent.loadtest.EngineFailure;
import io.headroom.agent.terminal.Figures;
import io.headroom.agent.terminal.Terminal;
import io.headroom.engine.LoadSession;
import io.headroom.engine.Preparation;
import io.headroom.engine.SessionException;
import io.headroom.exploration.CapacitySearch;
import io.headroom.protocol.capacity.CapacityResult;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Prepares, lets the search have its load steps, and makes the result of it.
 *
 * <p>Invariant: one thread performs; any other may stop it. The engine forgets a stop that comes between two of its calls, so what was wanted is kept here,
 * too, and said again whenever the engine calls back.
 */
public final class CapacityTestRun {

    private final CapacityTest test;
    private final Surroundings surroundings;
    private volatile boolean stopWanted;
    private volatile @Nullable LoadSession session;

    /**
     * @param quiet whether nothing is shown while it goes on
     * @param headroom version of this program
     */
    public record Surroundings(
            Terminal terminal, InstantSource clock, LongSupplier nanoTime, boolean quiet, String headroom) {}

    public CapacityTestRun(CapacityTest test, Surroundings surroundings) {
        this.test = test;
        this.surroundings = surroundings;
    }

    /** Ends it within two seconds; what is known by then is the result. */
    public void stop() {
        stopWanted = true;
        LoadSession open = session;
        if (open != null) {
            open.stop();
        }
    }

    /** Throws {@link CommandFailure} if there is nothing to measure: the target cannot be reached, or the set-up fails. */
    public CapacityResult perform() {
        Terminal terminal = surroundings.terminal();
        try (LoadSession open = LoadSession.open(test.scenario(), test.target(), test.settings())) {
            session = open;
            Preparation ready = open.prepare(this::preparing);
            requireGoingOn();
            terminal.progressDone();
            ready.warnings().forEach(warning -> terminal.say("! " + warning));
            tell(ready);
            CapacitySearch search = test.search();
            var display = new SearchDisplay(terminal, search, surroundings.nanoTime(), surroundings.quiet());
            var steps = new EngineSteps(open, test, display, this::repeatStop);
            return new SearchCourse(test, surroundings, ready.requestsPerJourney()).perform(search, steps);
        } catch (SessionException failure) {
            throw stopWanted ? interrupted() : EngineFailure.of(failure);
        } finally {
            terminal.progressDone();
            session = null;
        }
    }

    /** The document of a search that {@link #perform} could not begin. */
    public CapacityResult unmeasured(CommandFailure failure, Instant began) {
        return new SearchCourse(test, surroundings, 0).unbegun(failure, began);
    }

    private void tell(Preparation ready) {
        if (!surroundings.quiet()) {
            surroundings
                    .terminal()
                    .say("from 10/s to at most %s, %s; %s requests per journey"
                            .formatted(
                                    Figures.rate(test.sought().ceiling()),
                                    test.sought().preset().name().toLowerCase(Locale.ROOT),
                                    Figures.number(ready.requestsPerJourney())));
        }
    }

    private void preparing(String words) {
        if (!surroundings.quiet()) {
            surroundings.terminal().progress("▸ " + words);
        }
        repeatStop();
    }

    private void repeatStop() {
        if (stopWanted) {
            stop();
        }
    }

    private void requireGoingOn() {
        if (stopWanted) {
            throw interrupted();
        }
    }

    private static CommandFailure interrupted() {
        return new CommandFailure(ExitCode.INTERRUPTED, "Interrupted before anything was measured.");
    }
}
