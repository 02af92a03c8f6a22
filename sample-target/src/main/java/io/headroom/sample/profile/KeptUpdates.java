package io.headroom.sample.profile;

import io.headroom.sample.defect.Defect;
import io.headroom.sample.instance.ActiveDefects;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The defect {@code memory-leak}: each update keeps 64 KiB. When three quarters of the heap are kept it keeps no more, so that the instance still
 * serves when the run that looks for the leak is over.
 */
@Singleton
final class KeptUpdates {

    static final int BYTES = 64 << 10;

    private static final double HEAP_SHARE_MAX = 0.75;

    private final boolean switchedOn;
    private final long updatesMax = (long) (Runtime.getRuntime().maxMemory() * HEAP_SHARE_MAX / BYTES);
    private final Queue<byte[]> kept = new ConcurrentLinkedQueue<>();
    private final AtomicLong updates = new AtomicLong();

    @Inject
    KeptUpdates(ActiveDefects defects) {
        this.switchedOn = defects.has(Defect.MEMORY_LEAK);
    }

    void keepOne() {
        if (switchedOn && updates.getAndIncrement() < updatesMax) {
            kept.add(new byte[BYTES]);
        }
    }

    long bytes() {
        return (long) kept.size() * BYTES;
    }
}
