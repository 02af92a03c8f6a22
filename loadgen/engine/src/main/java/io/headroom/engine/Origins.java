package io.headroom.engine;

import io.headroom.engine.http.Origin;
import java.util.ArrayList;
import java.util.List;

/** Whom one event loop speaks to: the target, and the other origins that its scenario names. Bounded, because each keeps connections of its own. */
final class Origins {
    private static final int ORIGINS_MAX = 32;

    private final Loop loop;
    private final EndPoint target;
    private final int connectionsMax;
    private final Connections home;
    private final List<Connections> all = new ArrayList<>();

    /** @param connectionsMax to each origin */
    Origins(Loop loop, EndPoint target, int connectionsMax) {
        this.loop = loop;
        this.target = target;
        this.connectionsMax = connectionsMax;
        this.home = new Connections(loop, target, connectionsMax);
        all.add(home);
    }

    /** Those to the target. */
    Connections home() {
        return home;
    }

    Connections to(Origin origin) {
        for (Connections known : all) {
            if (known.origin().equals(origin)) {
                return known;
            }
        }
        if (all.size() == ORIGINS_MAX) {
            throw new IllegalArgumentException("the scenario speaks to more than " + ORIGINS_MAX + " hosts");
        }
        var added = new Connections(loop, target.elsewhere(origin), connectionsMax);
        all.add(added);
        return added;
    }

    void failLate(long now) {
        for (Connections connections : all) {
            connections.failLate(now);
        }
    }

    /** Empties the lines, when everything is being cut off. */
    void forgetWaiting() {
        all.forEach(Connections::forgetWaiting);
    }

    /** Whether a bound on connections was reached since the last call. */
    boolean takeExhausted() {
        boolean exhausted = false;
        for (Connections connections : all) {
            exhausted |= connections.takeExhausted();
        }
        return exhausted;
    }

    void close() {
        all.forEach(Connections::close);
    }
}
