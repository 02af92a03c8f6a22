package io.headroom.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.engine.schedule.Pacing;
import io.headroom.engine.tls.Security;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The engine is warmed up by what the target speaks, and somebody answers. */
@Timeout(30)
class WarmUpTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    @ParameterizedTest
    @CsvSource({"HTTP_2, HTTP_2", "TLS, HTTP_1_1", "TLS, AUTO"})
    void theResponderAnswersByWhateverItUnderstands(LoopbackResponder.Speech speech, Protocol protocol)
            throws Exception {
        try (var responder = new LoopbackResponder(speech)) {
            var target = new Target(responder.url(), Map.of(), SECOND, Security.STANDARD.withInsecure(), protocol);
            Rehearsed walked = Rehearsed.walk(target, """
                @Journey void all(User user) {
                    user.post("/things").json(Map.of("name", "x")).expect(201);
                    user.get("/things").expect(200);
                    user.put("/things/1").json(Map.of("name", "y")).expect(201);
                }
                """);
            assertThat(walked.failures()).isEmpty();
            assertThat(walked.names()).hasSize(3);
        }
    }

    @Test
    void itIsAnsweredByHttp2OverTls() throws SessionException {
        var loops = new Loops(1, Pacing.TICK, () -> false);
        try {
            EngineSettings briefly = Measured.QUICK.withLoops(1).withWarmUp(SECOND);
            assertThat(new WarmUp(loops, briefly, WarmUp.Speech.HTTP_2_OVER_TLS).run())
                    .isEmpty();
        } finally {
            loops.close();
        }
    }
}
