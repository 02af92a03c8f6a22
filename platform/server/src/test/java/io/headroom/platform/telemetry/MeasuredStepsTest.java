package io.headroom.platform.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.telemetry.figures.FirstAnswers;
import io.headroom.telemetry.figures.StepFigures;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A new instance's first answers are told once, at the step that it came in. */
class MeasuredStepsTest {

    @Test
    void theFirstAnswersOfANewInstanceGoOnInLaterSteps() {
        MeasuredSteps steps = steps(answers("i-1", 1_000, 20), answers("i-1", 1_000, 30), answers("i-2", 40, 300));

        assertThat(steps.view(1).firstAnswers()).containsExactly(answers("i-1", 1_000, 20));
        assertThat(steps.view(2).firstAnswers()).isEmpty();

        MeasuredSteps later = steps(answers("i-1", 300, 20), answers("i-2", 40, 300), answers("i-2", 1_000, 20));
        assertThat(later.view(2).firstAnswers()).singleElement().satisfies(begun -> {
            assertThat(begun.millis()).hasSize(1_000).startsWith(300.0).endsWith(20.0);
            assertThat(begun.millis().subList(39, 41)).containsExactly(300.0, 20.0);
        });
        assertThat(later.view(3).firstAnswers()).isEmpty();
    }

    private static MeasuredSteps steps(FirstAnswers... answers) {
        TreeMap<Integer, StepFigures> figures = new TreeMap<>();
        for (FirstAnswers one : answers) {
            figures.put(figures.size() + 1, with(one));
        }
        return new MeasuredSteps(figures, new TreeMap<>());
    }

    private static StepFigures with(FirstAnswers answers) {
        StepFigures none = StepFigures.NONE;
        return new StepFigures(
                none.requests(),
                none.dependencies(),
                none.services(),
                none.sections(),
                List.of(answers),
                none.coverage(),
                none.exemplars());
    }

    private static FirstAnswers answers(String instance, int count, double millis) {
        return new FirstAnswers("shop", instance, Collections.nCopies(count, millis));
    }
}
