package io.headroom.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Bounded waits for what other processes do. */
final class Eventually {

    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private Eventually() {}

    static void holds(String what, Duration limit, BooleanSupplier condition) {
        long began = System.nanoTime();
        while (!condition.getAsBoolean()) {
            assertThat(Duration.ofNanos(System.nanoTime() - began))
                    .as("time until %s", what)
                    .isLessThan(limit);
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    static <T> T present(String what, Duration limit, Supplier<Optional<T>> value) {
        Object[] found = new Object[1];
        holds(what, limit, () -> {
            found[0] = value.get().orElse(null);
            return found[0] != null;
        });
        @SuppressWarnings("unchecked")
        T present = (T) found[0];
        return present;
    }
}
