package io.headroom.engine.scenario;

import java.lang.reflect.Method;

/**
 * A method of a scenario that users run.
 *
 * @param name the method's name
 * @param index position among the scenario's journeys or among its set-ups
 * @param method what runs
 * @param share weight in the mix; for a set-up, how many users run it
 */
public record JourneyKind(String name, int index, Method method, int share) {

    JourneyKind withShare(int other) {
        return new JourneyKind(name, index, method, other);
    }
}
