package io.headroom.protection;

/** Asks whoever provisioned an environment whether it still exists. */
@FunctionalInterface
public interface EnvironmentCheck {
    /**
     * Whether the environment that the relaxation belongs to is gone for certain: destroyed, or all of its processes
     * dead. When in doubt the answer is false.
     */
    boolean isGone(Relaxation relaxation);
}
