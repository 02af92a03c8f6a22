package io.headroom.localcloud.instances;

import io.headroom.localcloud.wire.Problem;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * How many instances there are to be.
 *
 * @param autoscaling whether target tracking moves {@code desired} between {@code min} and {@code max}
 * @param targetPerInstance requests per second that target tracking keeps each instance at
 */
record Capacity(int min, int max, int desired, boolean autoscaling, OptionalDouble targetPerInstance) {

    static final int INSTANCES_MAX = 32;

    /** The body of {@code PUT …/capacity}. */
    record Request(
            @Nullable Integer min,
            @Nullable Integer max,
            @Nullable Integer desired,
            @Nullable Boolean autoscaling,
            @Nullable Double targetRequestsPerSecond) {

        Capacity capacity() {
            return of(min, max, desired, autoscaling, targetRequestsPerSecond);
        }
    }

    Capacity {
        if (min < 0 || min > desired || desired > max || max > INSTANCES_MAX) {
            throw Problem.invalid("min is " + min + ", desired " + desired + ", max " + max
                    + ": they must rise in this order from 0 to " + INSTANCES_MAX + ".");
        }
        if (targetPerInstance.isPresent() && !(targetPerInstance.getAsDouble() > 0)) {
            throw Problem.invalid(
                    "target_requests_per_second is " + targetPerInstance.getAsDouble() + ": give more than 0.");
        }
    }

    /** What is left out follows {@code desired}: a group of that size that stays so. */
    static Capacity of(
            @Nullable Integer min,
            @Nullable Integer max,
            @Nullable Integer desired,
            @Nullable Boolean autoscaling,
            @Nullable Double target) {
        int wanted = desired != null ? desired : min != null ? min : 1;
        return new Capacity(
                min != null ? min : Math.min(wanted, 1),
                max != null ? max : wanted,
                wanted,
                Boolean.TRUE.equals(autoscaling),
                target == null ? OptionalDouble.empty() : OptionalDouble.of(target));
    }

    Capacity withDesired(int instances) {
        return new Capacity(min, max, instances, autoscaling, targetPerInstance);
    }

    /** A change of size says nothing about the target, unless it names one. */
    Capacity keepingTargetOf(Capacity earlier) {
        return targetPerInstance.isPresent()
                ? this
                : new Capacity(min, max, desired, autoscaling, earlier.targetPerInstance);
    }
}
