package io.headroom.agent.capacity;

import io.headroom.agent.loadtest.Provenance;
import io.headroom.capacity.CapacityFigures;
import io.headroom.capacity.Figures;
import io.headroom.capacity.GeneratorFigures;
import io.headroom.capacity.MeasuredSearch;
import io.headroom.engine.Shortage;
import io.headroom.exploration.Decision.Converged;
import io.headroom.protocol.capacity.Bracket;
import io.headroom.protocol.capacity.CapacityResult;
import io.headroom.protocol.capacity.CapacityResult.Search;
import io.headroom.protocol.capacity.CapacityResult.SoFar;
import io.headroom.protocol.load.LoadResult;
import io.headroom.protocol.run.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Makes the result document of a search, wherever it ended. */
final class CapacityAssembly {

    private final CapacityTest test;
    private final Course course;
    private final MeasuredSearch measured;

    /**
     * How it went.
     *
     * @param requestsPerJourney as the preparation learned it, 0 if it did not
     * @param loadSeconds of all steps
     * @param bound what ran out at the lowest rate that was not completed
     * @param headroom version of this program
     */
    record Course(
            Instant started,
            Instant finished,
            double requestsPerJourney,
            double loadSeconds,
            List<Shortage> bound,
            String headroom) {}

    CapacityAssembly(CapacityTest test, Course course, MeasuredSearch measured) {
        this.test = test;
        this.course = course;
        this.measured = measured;
    }

    /** @param answer empty if there is none: then the document says what was known */
    CapacityResult result(CapacityJudgement judgement, boolean interrupted, Optional<Converged> answer) {
        return new CapacityResult(
                CapacityResult.SCHEMA,
                test.settings().run().name(),
                course.started(),
                course.finished(),
                judgement.verdict(),
                judgement.reason(),
                judgement.fault(),
                interrupted,
                Provenance.scenario(test.file(), test.scenario()),
                Provenance.target(test.target()),
                search(),
                answer.map(found -> CapacityFigures.interval(found.knee())).orElse(null),
                answer.map(found -> CapacityFigures.interval(found.maximum())).orElse(null),
                answer.isPresent() ? null : soFar(),
                measured.steps(),
                Figures.rounded(course.loadSeconds()),
                course.bound().stream().map(CapacityAssembly::shortage).toList(),
                GeneratorFigures.of(judgement.verdict() == Verdict.INVALID, measured.health(), measured.steps()),
                Provenance.environment(course.headroom()));
    }

    private @Nullable SoFar soFar() {
        Bracket knee = Brackets.of(measured.search().knee());
        Bracket maximum = Brackets.of(measured.search().maximum());
        return knee == null && maximum == null ? null : new SoFar(knee, maximum);
    }

    private Search search() {
        CapacityTest.Sought sought = test.sought();
        return new Search(
                word(sought.preset()),
                sought.ceiling(),
                orNull(sought.limits().p95Millis()),
                orNull(sought.limits().errorShare()),
                word(test.settings().pace().spacing()),
                Figures.rounded(course.requestsPerJourney()),
                test.settings().loops(),
                test.settings().run().seed());
    }

    private static LoadResult.Shortage shortage(Shortage shortage) {
        return new LoadResult.Shortage(word(shortage.of()), shortage.sentence());
    }

    private static @Nullable Double orNull(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
