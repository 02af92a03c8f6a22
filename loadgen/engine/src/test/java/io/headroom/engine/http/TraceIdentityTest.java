package io.headroom.engine.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.engine.data.RandomSource;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TraceIdentityTest {

    @Test
    void tellsTheStepAndItsRandomNumbersInHexadecimal() {
        var traces = new TraceIdentity("run", new RandomSource(7));
        var numbers = new RandomSource(7);
        traces.step(0x1f);

        for (int i = 0; i < 1_000; i++) {
            String text = new String(traces.next(), StandardCharsets.US_ASCII);

            String low = "%016x".formatted(numbers.nextLong()).substring(2);
            String span = "%016x".formatted(numbers.nextLong());
            assertThat(text).matches("00-48[0-9a-f]{12}001f" + low + "-" + span + "-0[23]");
        }
    }
}
