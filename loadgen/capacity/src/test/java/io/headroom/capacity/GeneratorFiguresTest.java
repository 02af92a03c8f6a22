package io.headroom.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.protocol.capacity.Generator;
import io.headroom.protocol.fleet.WorkResult.GeneratorHealth;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A generator is invalid only if the answer rests on what it spoiled. */
class GeneratorFiguresTest {

    private static final GeneratorHealth GOOD = new GeneratorHealth(true, List.of(), 3, 0.1, 5);
    private static final GeneratorHealth BAD = new GeneratorHealth(false, List.of("too slow"), 90, 0.9, 700);

    @Test
    void aSpoiledStepThatWasRepeated_isTold_butDoesNotCount() {
        Generator generator = GeneratorFigures.of(false, List.of(GOOD, BAD, GOOD), List.of());

        assertThat(generator.verdict()).isEqualTo("valid");
        assertThat(generator.lagP99Millis()).isEqualTo(3);
        assertThat(generator.reasons()).containsExactly("a load step was repeated: too slow");
    }

    @Test
    void aSearchThatEndedOnSpoiledSteps_isInvalid() {
        assertThat(GeneratorFigures.of(true, List.of(GOOD, BAD), List.of()))
                .extracting(Generator::verdict)
                .isEqualTo("invalid");
        assertThat(GeneratorFigures.of(false, List.of(BAD), List.of()))
                .extracting(Generator::verdict)
                .isEqualTo("invalid");
    }

    @Test
    void nothingDriven_nothingSaid() {
        assertThat(GeneratorFigures.of(false, List.of(), List.of())).isNull();
    }
}
