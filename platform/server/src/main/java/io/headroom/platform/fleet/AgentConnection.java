package io.headroom.platform.fleet;

import io.headroom.protocol.Fault;
import io.headroom.protocol.fleet.AgentHello;
import io.headroom.protocol.fleet.Frame;
import io.headroom.protocol.fleet.Work;
import io.headroom.protocol.fleet.WorkResult;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** One agent that has dialled in, the work that waits for it, and the work in its hands. */
final class AgentConnection {

    private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(5);

    private final String id;
    private final AgentHello hello;
    private final Clock clock;
    private final LinkedBlockingQueue<Assignment> waiting = new LinkedBlockingQueue<>();
    private final Map<String, Assignment> assigned = new ConcurrentHashMap<>();
    private volatile Instant lastAsked;

    AgentConnection(String id, AgentHello hello, Clock clock) {
        this.id = id;
        this.hello = hello;
        this.clock = clock;
        this.lastAsked = clock.instant();
    }

    String id() {
        return id;
    }

    AgentHello hello() {
        return hello;
    }

    Assignment assign(Work work, Fleet.Listener frames) {
        Assignment assignment = new Assignment(work, hello.name(), frames, clock);
        assigned.put(work.work(), assignment);
        waiting.add(assignment);
        return assignment;
    }

    void release(Assignment assignment) {
        waiting.remove(assignment);
        assigned.remove(assignment.work().work());
    }

    /** Whether it neither works nor has asked for work for so long that it will not come back under this identifier. */
    boolean isForgotten() {
        return assigned.isEmpty() && clock.instant().isAfter(lastAsked.plus(FORGOTTEN_AFTER));
    }

    Optional<Work> poll(Duration limit) throws InterruptedException {
        lastAsked = clock.instant();
        return Optional.ofNullable(waiting.poll(limit.toMillis(), TimeUnit.MILLISECONDS))
                .map(Assignment::work);
    }

    /** Work that nobody waits for any more is to be stopped. */
    Frame.Reply accept(String work, Frame frame) {
        Assignment assignment = assigned.get(work);
        return assignment == null ? new Frame.Reply(true) : assignment.accept(frame);
    }

    void settle(String work, WorkResult result) {
        Assignment assignment = assigned.get(work);
        if (assignment != null) {
            assignment.settle(result);
        }
    }

    void leave() {
        assigned.values()
                .forEach(assignment -> assignment.settle(new WorkResult.Failed(
                        Fault.PLATFORM, "agent " + hello.name() + " left while it had work to do")));
    }
}
