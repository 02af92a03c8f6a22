package io.headroom.platform.run;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;

/** Brings the events of running runs to the database, so that a reader after a crash misses a second of them at most. */
@ApplicationScoped
class EventFlush {

    private final Runs runs;

    EventFlush(Runs runs) {
        this.runs = runs;
    }

    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    void flush() {
        runs.flush();
    }
}
