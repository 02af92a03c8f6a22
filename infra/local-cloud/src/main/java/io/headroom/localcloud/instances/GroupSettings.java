package io.headroom.localcloud.instances;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.headroom.localcloud.wire.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the instances of a group are; other settings mean other instances. */
record GroupSettings(
        String instanceClass,
        int workers,
        Duration serviceTime,
        List<String> zones,
        List<String> defects,
        Optional<String> otlpEndpoint,
        Duration bootDelay) {

    private static final int WORKERS_MAX = 10_000;
    private static final double SERVICE_TIME_MILLIS_MAX = 60_000;
    private static final int BOOT_DELAY_SECONDS_MAX = 600;

    /**
     * The body of {@code PUT /v1/instance-groups/profile}.
     *
     * @param workers in place of the class's
     * @param serviceTimeMs in place of the class's, milliseconds
     * @param bootDelaySeconds from the order of an instance to the start of its process
     * @param targetRequestsPerSecond what target tracking keeps each instance at; 60 % of its capacity if left out
     */
    record Request(
            @JsonProperty("class") @Nullable String instanceClass,
            @Nullable Integer workers,
            @Nullable Double serviceTimeMs,
            @Nullable Integer min,
            @Nullable Integer max,
            @Nullable Integer desired,
            @Nullable List<String> zones,
            @Nullable List<String> defects,
            @Nullable String otlpEndpoint,
            @Nullable Double bootDelaySeconds,
            @Nullable Boolean autoscaling,
            @Nullable Double targetRequestsPerSecond) {

        GroupSettings settings() {
            String name = instanceClass == null ? "small" : instanceClass;
            Optional<InstanceClass> known = InstanceClass.named(name);
            if (known.isEmpty() && (workers == null || serviceTimeMs == null)) {
                throw Problem.invalid("class is '" + name + "': give one of " + InstanceClass.names()
                        + ", or both workers and service_time_ms.");
            }
            int actualWorkers = workers != null ? workers : known.orElseThrow().workers();
            double millis = serviceTimeMs != null
                    ? serviceTimeMs
                    : known.orElseThrow().serviceTime().toMillis();
            return new GroupSettings(
                    name,
                    actualWorkers,
                    Duration.ofNanos(Math.round(millis * 1_000_000)),
                    zones == null || zones.isEmpty() ? List.of("local-a") : List.copyOf(zones),
                    defects == null ? List.of() : List.copyOf(defects),
                    Optional.ofNullable(otlpEndpoint).filter(endpoint -> !endpoint.isBlank()),
                    Duration.ofMillis(Math.round((bootDelaySeconds == null ? 0 : bootDelaySeconds) * 1000)));
        }

        Capacity capacity() {
            return Capacity.of(min, max, desired, autoscaling, targetRequestsPerSecond);
        }
    }

    GroupSettings {
        double millis = serviceTime.toNanos() / 1e6;
        if (workers < 1 || workers > WORKERS_MAX) {
            throw Problem.invalid("workers is " + workers + ": give 1 to " + WORKERS_MAX + ".");
        }
        if (millis <= 0 || millis > SERVICE_TIME_MILLIS_MAX) {
            throw Problem.invalid(
                    "service_time_ms is " + millis + ": give more than 0, at most " + SERVICE_TIME_MILLIS_MAX + ".");
        }
        if (bootDelay.isNegative() || bootDelay.toSeconds() > BOOT_DELAY_SECONDS_MAX) {
            throw Problem.invalid("boot_delay_seconds is " + bootDelay.toMillis() / 1000.0 + ": give 0 to "
                    + BOOT_DELAY_SECONDS_MAX + ".");
        }
    }

    /**
     * What the next instance gets: all workers, or half of them with the defect {@code slow-instance} for one that stands beside others.
     *
     * @param present the instances that count already
     */
    int workersBeside(List<Instance> present) {
        boolean slow = defects.contains("slow-instance")
                && !present.isEmpty()
                && present.stream().noneMatch(instance -> instance.workers < workers);
        return slow ? Math.max(1, workers / 2) : workers;
    }

    /** Whether the database is far from that zone: it stands in the first one, and with the defect {@code far-zone} no other is near. */
    boolean isFarFromDatabase(String zone) {
        return defects.contains("far-zone") && !zone.equals(zones.getFirst());
    }

    /** Whether instances need memory to lose, of the defect {@code memory-leak}. */
    boolean leaksMemory() {
        return defects.contains("memory-leak");
    }

    /** Requests per second of one instance. */
    double capacityPerInstance() {
        return workers / (serviceTime.toNanos() / 1e9);
    }
}
