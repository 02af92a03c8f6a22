package io.headroom.bench.engine;

import io.headroom.bench.generator.Generator;
import io.headroom.bench.measure.BenchFailure;
import io.headroom.bench.measure.Recording;
import io.headroom.bench.measure.SteadyWindow;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * Ours and its peers in turn, again and again, so that what drifts on the machine touches all alike.
 *
 * @param <G> what all of them can send
 */
final class Rounds<G extends Generator> {

    /** The load goes on for this long after the window, so that the window does not see its end. */
    private static final Duration AFTER_WINDOW = Duration.ofSeconds(2);

    private final Laboratory laboratory;
    private final int rounds;
    private final Duration window;

    Rounds(Laboratory laboratory, Settings settings) {
        this.laboratory = laboratory;
        this.rounds = settings.rounds();
        this.window = settings.window();
    }

    /** How to start a generator so that its load lasts for a time. */
    interface Command<G> {
        List<String> of(G generator, Duration duration);
    }

    /** Looks at a run of a generator when it has ended. */
    interface Aftermath<G> {
        void look(G generator, SteadyWindow window) throws IOException;
    }

    /**
     * How it went for each generator, in the order given.
     *
     * @param work as progress names it
     */
    List<Contestant<G>> of(String work, List<G> generators, Command<G> command, Aftermath<G> aftermath)
            throws IOException, InterruptedException {
        List<Contestant<G>> contestants = generators.stream()
                .map(generator -> new Contestant<>(generator, new Windows(rounds)))
                .toList();
        while (contestants.stream().anyMatch(contestant -> contestant.windows().wantsMore())) {
            for (Contestant<G> contestant : contestants) {
                if (contestant.windows().wantsMore()) {
                    SteadyWindow seen = once(work, contestant.generator(), command);
                    contestant.windows().add(seen);
                    aftermath.look(contestant.generator(), seen);
                    laboratory.progress().accept(line(work, contestant, seen));
                }
            }
        }
        return contestants;
    }

    List<Contestant<G>> of(String work, List<G> generators, Command<G> command)
            throws IOException, InterruptedException {
        return of(work, generators, command, (generator, window) -> {});
    }

    private SteadyWindow once(String work, G generator, Command<G> command) throws IOException, InterruptedException {
        Duration duration = generator.warmUp().plus(window).plus(AFTER_WINDOW);
        Recording recording = laboratory.run(generator, command.of(generator, duration), duration);
        return recording
                .steady(generator.warmUp(), window)
                .orElseThrow(() -> BenchFailure.environment("%s: %s sent no load that lasted %d s (%s); it wrote:\n%s"
                        .formatted(work, generator.name(), duration.toSeconds(), recording, recording.output())));
    }

    private static String line(String work, Contestant<?> contestant, SteadyWindow seen) {
        String unclean = seen.isClean()
                ? ""
                : String.format(Locale.ROOT, "; unclean, other work used %.2f of a core", seen.otherCores());
        return String.format(
                Locale.ROOT,
                "%s, round %d: %s %.3f CPU-s per 100,000 requests at %.0f requests/s, nginx at %.2f of its core%s",
                work,
                contestant.windows().made(),
                contestant.generator().name(),
                seen.cost(),
                seen.requestsPerSecond(),
                seen.serverCores(),
                unclean);
    }
}
