package io.headroom.localcloud.instances;

import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** What happened to the group and to what it needs, the newest 200. Touched by the group's thread only. */
final class Events {

    private static final int EVENTS_MAX = 200;
    private static final System.Logger LOG = System.getLogger(Events.class.getName());

    private final InstantSource clock;
    private final Deque<GroupView.Event> events = new ArrayDeque<>();

    Events(InstantSource clock) {
        this.clock = clock;
    }

    void add(String text) {
        LOG.log(System.Logger.Level.INFO, text);
        if (events.size() == EVENTS_MAX) {
            events.removeFirst();
        }
        events.addLast(new GroupView.Event(clock.instant(), text));
    }

    List<GroupView.Event> list() {
        return List.copyOf(events);
    }
}
