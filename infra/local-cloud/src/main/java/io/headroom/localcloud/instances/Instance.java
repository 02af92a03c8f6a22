package io.headroom.localcloud.instances;

import io.headroom.localcloud.gateway.Origin;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One instance on its way. Touched by the group's thread only.
 *
 * <pre>
 *  ORDERED ──boot delay──▶ BOOTING ──health check──▶ READY
 *     │                       │                        │
 *     │ scaled in             ├──────scaled in─────────▶ DRAINING ──answered──▶ STOPPING ──exit──▶ (gone)
 *     ▼                       │                        │
 *   (gone)                    └──exit──▶ LOST ◀──exit──┘
 * </pre>
 */
final class Instance {

    /** By which name and where an instance stands. */
    record Place(String id, String zone, int port) {}

    enum State {
        ORDERED,
        BOOTING,
        READY,
        DRAINING,
        STOPPING,
        LOST
    }

    final String id;
    final String zone;
    final int port;
    final int workers;
    final GroupSettings settings;
    final Instant startedAt;
    final Instant launchAt;
    State state = State.ORDERED;
    Instant stateSince;
    boolean beingChecked;

    @Nullable
    Process process;

    Instance(Place place, int workers, GroupSettings settings, Instant orderedAt, Instant launchAt) {
        this.id = place.id();
        this.zone = place.zone();
        this.port = place.port();
        this.workers = workers;
        this.settings = settings;
        this.startedAt = orderedAt;
        this.launchAt = launchAt;
        this.stateSince = orderedAt;
    }

    void become(State next, Instant now) {
        state = next;
        stateSince = now;
    }

    boolean is(State wanted) {
        return state == wanted;
    }

    /** Whether it counts towards the desired number. */
    boolean counts() {
        return switch (state) {
            case ORDERED, BOOTING, READY -> true;
            case DRAINING, STOPPING, LOST -> false;
        };
    }

    boolean hasBeen(State wanted, Duration time, Instant now) {
        return state == wanted && !now.isBefore(stateSince.plus(time));
    }

    boolean hasExited() {
        return process != null && !process.isAlive();
    }

    Origin origin() {
        return new Origin(id, "127.0.0.1", port);
    }

    GroupView.InstanceView view() {
        String word = switch (state) {
            case ORDERED, BOOTING -> "booting";
            case READY -> "ready";
            case DRAINING, STOPPING, LOST -> "lost";
        };
        return new GroupView.InstanceView(
                id, "127.0.0.1:" + port, zone, word, process == null ? null : process.pid(), startedAt);
    }
}
