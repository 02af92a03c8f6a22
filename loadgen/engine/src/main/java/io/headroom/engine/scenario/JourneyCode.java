package io.headroom.engine.scenario;

import io.headroom.scenario.User;
import java.lang.invoke.MethodHandle;

/**
 * A journey or set-up of one loop's scenario instance.
 *
 * @param kind what it is
 * @param bound its method with the instance bound, of type {@code (User) void}
 */
public record JourneyCode(JourneyKind kind, MethodHandle bound) {

    public void walk(User user) throws Throwable {
        bound.invokeExact(user);
    }
}
