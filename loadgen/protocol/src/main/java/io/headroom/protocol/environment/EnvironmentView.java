package io.headroom.protocol.environment;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An environment as it stands.
 *
 * @param run the run it belongs to: what everything in it is tagged with
 * @param module folder of its Terraform module
 * @param standalone whether it stands by itself until its end, and not for a run
 * @param state PLANNED, CREATING, READY, DESTROYING or DESTROYED
 * @param work what is under way: plan, apply or destroy; absent if nothing is
 * @param targetUrl the service's public entrance; absent until it stands
 * @param instances what serves, as {@code id address zone}
 * @param protections names of what guards the entrance
 * @param expires when it destroys itself, whoever is left to do it
 * @param trouble what went wrong with it last, in one sentence
 * @param plan what would be made; absent before it is known, and after the platform was started again
 */
public record EnvironmentView(
        String name,
        String run,
        String module,
        boolean standalone,
        String state,
        @Nullable String work,
        @Nullable String targetUrl,
        List<String> instances,
        List<String> protections,
        Instant created,
        Instant expires,
        @Nullable String trouble,
        @Nullable Plan plan) {

    /**
     * What Terraform would do.
     *
     * @param costPerHour currency units, if the module's prices and the instances tell it
     */
    public record Plan(List<Change> changes, @Nullable Double costPerHour) {}

    /** @param address within the team's module */
    public record Change(String address, String action) {}
}
