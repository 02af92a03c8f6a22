package io.headroom.localcloud.instances;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The sizes on offer; each one's capacity is workers divided by service time. */
enum InstanceClass {
    NANO(2),
    SMALL(4),
    MEDIUM(8),
    LARGE(16);

    private static final Duration SERVICE_TIME = Duration.ofMillis(20);

    private final int workers;

    InstanceClass(int workers) {
        this.workers = workers;
    }

    static Optional<InstanceClass> named(String name) {
        return Arrays.stream(values())
                .filter(size -> size.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst();
    }

    static String names() {
        return Arrays.stream(values())
                .map(size -> size.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }

    int workers() {
        return workers;
    }

    Duration serviceTime() {
        return SERVICE_TIME;
    }
}
