package io.headroom.platform.environment;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a module that satisfies {@code terraform/contract} says of the environment that it made.
 *
 * @param targetUrl scheme, host and port of the service's public entrance, behind its protections
 * @param protections what guards the entrance, each with its adapter and where that adapter finds it
 * @param autoscaler what decides on the number of instances; absent if nothing does
 * @param verification how to see that the service answers
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record EnvironmentOutputs(
        @JsonProperty("target_url") String targetUrl,
        List<Instance> instances,
        List<Guard> protections,
        @Nullable Coordinates autoscaler,
        Verification verification) {

    /** One instance of the service. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Instance(String id, String address, String zone) {}

    /** Something that guards the entrance. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Guard(String name, String adapter, Map<String, JsonNode> coordinates) {}

    /** An adapter and where it finds what it adapts. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Coordinates(String adapter, Map<String, JsonNode> coordinates) {}

    /**
     * @param healthPath path that answers 200 when the service is ready
     * @param blockedRequest a request that the firewall must refuse; absent: the usual attacks at the health path
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Verification(
            @JsonProperty("health_path") String healthPath,
            @JsonProperty("blocked_request") @Nullable BlockedRequest blockedRequest) {}

    /** @param path path and query, encoded */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record BlockedRequest(String method, String path, int status) {}
}
