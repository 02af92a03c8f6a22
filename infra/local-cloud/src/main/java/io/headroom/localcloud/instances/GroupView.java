package io.headroom.localcloud.instances;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The group as the API shows it. */
public record GroupView(
        @JsonProperty("class") String instanceClass,
        int workers,
        double serviceTimeMs,
        int min,
        int max,
        int desired,
        boolean autoscaling,
        double targetRequestsPerSecond,
        List<String> zones,
        List<String> defects,
        double bootDelaySeconds,
        List<InstanceView> instances,
        List<Event> events) {

    /**
     * @param address host and port
     * @param state {@code booting}, {@code ready} or {@code lost}; one that is being scaled in is not listed any more
     * @param pid absent until its process is started
     */
    public record InstanceView(
            String id,
            String address,
            String zone,
            String state,
            @Nullable Long pid,
            Instant startedAt) {}

    public record Event(Instant at, String text) {}
}
