package io.headroom.sample.gate;

import io.headroom.sample.defect.Defect;
import io.headroom.sample.instance.ActiveDefects;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The defect {@code cold-start}: an instance's first requests take longer. They wait before they ask for a worker, so the instance's capacity is what
 * it is without the defect.
 */
@Singleton
final class ColdStart {

    static final int REQUESTS = 200;
    static final Duration EXTRA = Duration.ofMillis(300);

    private final AtomicInteger cold;

    @Inject
    ColdStart(ActiveDefects defects) {
        this.cold = new AtomicInteger(defects.has(Defect.COLD_START) ? REQUESTS : 0);
    }

    void delay() {
        // Read first: a warm instance writes nothing that all its threads share.
        if (cold.get() > 0 && cold.getAndDecrement() > 0) {
            Pause.of(EXTRA);
        }
    }
}
