package io.headroom.telemetry.trace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LoadStepIdTest {

    /** The example of docs/telemetry.md, which the load engine's ValuesTest pins as well. */
    private static final TraceId EXAMPLE = new TraceId(0x484e_65d3_fbe8_ad01L, 0x02a1_b2c3_d4e5_f607L);

    @Test
    void sessionAndStepAreReadWhereTheLoadEngineWritesThem() {
        assertThat(LoadStepId.of(EXAMPLE)).contains(new LoadStepId(LoadStepId.sessionNumber("run-1"), 0x0102));
        assertThat(EXAMPLE).hasToString("484e65d3fbe8ad0102a1b2c3d4e5f607");
    }

    @Test
    void preparationIsAStepOfItsOwn() {
        assertThat(LoadStepId.of(new TraceId(0x4800_0000_0000_01FFL, 0xFF00_0000_0000_0000L)))
                .contains(new LoadStepId(1, LoadStepId.PREPARATION));
    }

    @Test
    void tracesOfOthersBelongToNoStep() {
        assertThat(LoadStepId.of(new TraceId(0x4900_0000_0000_0000L, 0))).isEmpty();
        assertThat(LoadStepId.of(new TraceId(0xC800_0000_0000_0000L, 0))).isEmpty();
    }
}
