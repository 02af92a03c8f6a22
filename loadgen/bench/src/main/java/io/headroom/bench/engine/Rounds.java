package io.headroom.bench.engine;

import io.headroom.bench.generator.Generator;
import io.headroom.bench.generator.Load;
import io.headroom.bench.measure.BenchFailure;
import io.headroom.bench.measure.Recording;
import io.headroom.bench.measure.SteadyWindow;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Ours and its peers in turn, again and again, so that what drifts on the machine touches all alike. */
final class Rounds {

    /** The load goes on for this long after the window, so that the window does not see its end. */
    private static final Duration AFTER_WINDOW = Duration.ofMillis(1_500);

    private final Laboratory laboratory;
    private final int rounds;
    private final Duration window;

    Rounds(Laboratory laboratory, int rounds, Duration window) {
        this.laboratory = laboratory;
        this.rounds = rounds;
        this.window = window;
    }

    /**
     * How it went for each generator, in the order given.
     *
     * @param work as progress names it
     * @param load for a given duration
     */
    List<Contestant> of(String work, List<Generator> generators, Function<Duration, Load> load)
            throws IOException, InterruptedException {
        List<Contestant> contestants = generators.stream()
                .map(generator -> new Contestant(generator, new Windows(rounds)))
                .toList();
        while (contestants.stream().anyMatch(contestant -> contestant.windows().wantsMore())) {
            for (Contestant contestant : contestants) {
                if (contestant.windows().wantsMore()) {
                    SteadyWindow seen = once(work, contestant.generator(), load);
                    contestant.windows().add(seen);
                    laboratory.progress().accept(line(work, contestant, seen));
                }
            }
        }
        return contestants;
    }

    private SteadyWindow once(String work, Generator generator, Function<Duration, Load> load)
            throws IOException, InterruptedException {
        Duration duration = generator.warmUp().plus(window).plus(AFTER_WINDOW);
        Recording recording = laboratory.run(generator, load.apply(Duration.ofSeconds(duration.toSeconds() + 1)));
        return recording
                .steady(generator.warmUp(), window)
                .orElseThrow(() -> BenchFailure.environment("%s: %s sent no load that lasted %d s; it wrote:\n%s"
                        .formatted(work, generator.name(), duration.toSeconds(), recording.output())));
    }

    private static String line(String work, Contestant contestant, SteadyWindow seen) {
        return String.format(
                Locale.ROOT,
                "%s, round %d: %s %.3f CPU-s per 100,000 requests at %.0f requests/s, nginx at %.2f of its core%s",
                work,
                contestant.windows().made(),
                contestant.generator().name(),
                seen.cost(),
                seen.requestsPerSecond(),
                seen.serverCores(),
                seen.isClean()
                        ? ""
                        : String.format(Locale.ROOT, "; unclean, other work used %.2f of a core", seen.otherCores()));
    }
}
