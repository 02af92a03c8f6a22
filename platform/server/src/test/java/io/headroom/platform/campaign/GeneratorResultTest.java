package io.headroom.platform.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.platform.run.Conclusion;
import io.headroom.protocol.Fault;
import io.headroom.protocol.fleet.WorkResult.GeneratorHealth;
import io.headroom.protocol.run.RunResult;
import io.headroom.protocol.run.Verdict;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A generator is invalid only if the answer rests on what it spoiled. */
class GeneratorResultTest {

    private static final GeneratorHealth GOOD = new GeneratorHealth(true, List.of(), 3, 0.1, 5);
    private static final GeneratorHealth BAD = new GeneratorHealth(false, List.of("too slow"), 90, 0.9, 700);
    private static final Conclusion PASSED = new Conclusion(Verdict.PASS, "", Optional.empty());
    private static final Conclusion SPOILED = new Conclusion(Verdict.INVALID, "", Optional.of(Fault.RESOURCES));

    @Test
    void aSpoiledStepThatWasRepeated_isTold_butDoesNotCount() {
        RunResult.Generator generator = GeneratorResult.of(PASSED, List.of(measured(GOOD, BAD, GOOD)));

        assertThat(generator.verdict()).isEqualTo("valid");
        assertThat(generator.lagP99Millis()).isEqualTo(3);
        assertThat(generator.reasons()).containsExactly("a load step was repeated: too slow");
    }

    @Test
    void aSearchThatEndedOnSpoiledSteps_isInvalid() {
        assertThat(GeneratorResult.of(SPOILED, List.of(measured(GOOD, BAD))).verdict())
                .isEqualTo("invalid");
        assertThat(GeneratorResult.of(PASSED, List.of(measured(BAD))).verdict()).isEqualTo("invalid");
    }

    @Test
    void nothingDriven_nothingSaid() {
        assertThat(GeneratorResult.of(PASSED, List.of())).isNull();
    }

    private static StageOutput measured(GeneratorHealth... health) {
        return StageOutput.unfinished(List.of(), List.of(health));
    }
}
