package io.headroom.platform.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.headroom.platform.run.Stage.Outcome;
import io.headroom.protocol.run.RunEvent;
import io.headroom.protocol.run.RunEvent.Severity;
import io.headroom.protocol.run.RunRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class RunsTest {

    private static final ObjectMapper JSON = new ObjectMapper().registerModule(new JavaTimeModule());
    private static final RunRequest REQUEST =
            new RunRequest("service", "module", "scenario", "small", null, null, List.of(), "quick", 3);

    private final Runs runs =
            new Runs(new EndlessPlan(), new MemoryJournal(), JSON, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));

    @Test
    void aWarning_isNotedInTheRunUnderWay_andNotInOneThatIsOver() throws InterruptedException {
        String over = runs.start(REQUEST).id();
        runs.stopAll("over", Duration.ofSeconds(10));
        String underWay = runs.start(REQUEST).id();

        runs.warn("something was lost");
        runs.stopAll("enough", Duration.ofSeconds(10));

        assertThat(notes(over)).isEmpty();
        assertThat(notes(underWay))
                .extracting(RunEvent.Note::severity, RunEvent.Note::text)
                .containsExactly(tuple(Severity.WARNING, "something was lost"));
    }

    private List<RunEvent.Note> notes(String run) {
        return runs.watch(run, 0)
                .filter(RunEvent.Note.class::isInstance)
                .map(RunEvent.Note.class::cast)
                .collect()
                .asList()
                .await()
                .atMost(Duration.ofSeconds(5));
    }

    /** One stage that only a stop ends. */
    private static final class EndlessPlan implements RunPlan {

        @Override
        public void check(RunRequest request) {}

        @Override
        public List<Stage> stages(RunRequest request) {
            return List.of(new Stage() {
                @Override
                public String name() {
                    return "measure";
                }

                @Override
                public Outcome perform(RunContext context) throws InterruptedException {
                    new CountDownLatch(1).await();
                    return Outcome.of("never");
                }
            });
        }
    }
}
