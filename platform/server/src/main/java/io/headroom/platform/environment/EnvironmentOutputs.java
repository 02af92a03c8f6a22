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

    /** @throws EnvironmentFailure if something that the contract requires is missing */
    void check() throws EnvironmentFailure {
        if (targetUrl == null || protections == null || verification == null || verification.healthPath() == null) {
            throw EnvironmentFailure.ofUser(
                    "the module's outputs do not satisfy terraform/contract: target_url, protections and verification with a health_path are required");
        }
    }

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
     * @param data how its records are counted and made; absent: not at all
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Verification(
            @JsonProperty("health_path") String healthPath,
            @JsonProperty("blocked_request") @Nullable BlockedRequest blockedRequest,
            @Nullable Data data) {}

    /**
     * How the service's records are counted and, if it does not fill itself, made: through the service, or by SQL.
     *
     * @param countPath path that answers JSON
     * @param countPointer JSON pointer to the number in it
     * @param create a request that makes one record
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Data(
            @JsonProperty("count_path") @Nullable String countPath,
            @JsonProperty("count_pointer") @Nullable String countPointer,
            @Nullable Create create,
            @Nullable Sql sql) {

        /** @param body JSON, in which <code>{sequence}</code> stands for a number that is another for each record */
        @JsonIgnoreProperties(ignoreUnknown = true)
        public record Create(String method, String path, String body) {}

        /**
         * @param count a query for one number
         * @param fill a statement with one parameter, the volume, that brings the data up to it
         */
        @JsonIgnoreProperties(ignoreUnknown = true)
        public record Sql(
                @JsonProperty("jdbc_url") String jdbcUrl,
                String username,
                @JsonProperty("password_file") String passwordFile,
                String count,
                @Nullable String fill) {}
    }

    /** @param path path and query, encoded */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record BlockedRequest(String method, String path, int status) {}
}
