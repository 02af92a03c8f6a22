package io.headroom.platform.fleet;

import io.headroom.protocol.Fault;
import io.headroom.protocol.fleet.AgentHello;
import io.headroom.protocol.fleet.AgentWelcome;
import io.headroom.protocol.fleet.Frame;
import io.headroom.protocol.fleet.Work;
import io.headroom.protocol.fleet.WorkResult;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * The door to the agents. They dial in, so the fleet only answers: it hands out work when an agent asks, and learns how it goes from frames.
 *
 * <p>Agents are known to the replica that they dial, in memory: an agent that the platform forgot registers again.
 */
@ApplicationScoped
public class Fleet {

    /** An agent that says nothing for so long while it works is lost. */
    private static final Duration SILENCE_MAX = Duration.ofSeconds(15);

    private static final int POLL_SECONDS = 5;

    private final Map<String, AgentConnection> agents = new ConcurrentHashMap<>();
    private final Clock clock;

    Fleet(Clock clock) {
        this.clock = clock;
    }

    AgentWelcome welcome(AgentHello hello) {
        agents.values().removeIf(AgentConnection::isForgotten);
        String id = UUID.randomUUID().toString();
        agents.put(id, new AgentConnection(id, hello, clock));
        return new AgentWelcome(id, POLL_SECONDS);
    }

    void farewell(String agent) {
        Optional.ofNullable(agents.remove(agent)).ifPresent(AgentConnection::leave);
    }

    /** @return work for the agent, empty if there was none for as long as a poll may be held */
    Optional<Work> poll(String agent) throws InterruptedException {
        return connection(agent).poll(Duration.ofSeconds(POLL_SECONDS));
    }

    Frame.Reply accept(String agent, String work, Frame frame) {
        return connection(agent).accept(work, frame);
    }

    void settle(String agent, String work, WorkResult result) {
        connection(agent).settle(work, result);
    }

    private AgentConnection connection(String agent) {
        AgentConnection connection = agents.get(agent);
        if (connection == null) {
            throw new UnknownAgent(agent);
        }
        return connection;
    }

    /**
     * Waits for an agent of this name to dial in.
     *
     * @param mayCome whether it still can
     * @return its identifier, empty if it did not come in time
     */
    Optional<String> await(String name, BooleanSupplier mayCome, Duration limit) throws InterruptedException {
        long deadlineNanos = System.nanoTime() + limit.toNanos();
        while (System.nanoTime() < deadlineNanos && mayCome.getAsBoolean()) {
            Optional<String> found = agents.values().stream()
                    .filter(agent -> agent.hello().name().equals(name))
                    .map(AgentConnection::id)
                    .findFirst();
            if (found.isPresent()) {
                return found;
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        return Optional.empty();
    }

    /**
     * Gives an agent one piece of work and waits for its end. An interruption stops the load within two seconds.
     *
     * @param frames called with each new frame, in order, once per frame; its answer says whether the load may end, within two seconds
     * @param limit after which the work counts as failed
     * @throws WorkFailed if it could not be done, with whose fault it is
     */
    public WorkResult perform(String agent, Work work, Listener frames, Duration limit)
            throws WorkFailed, InterruptedException {
        AgentConnection connection = Optional.ofNullable(agents.get(agent))
                .orElseThrow(() -> new WorkFailed(Fault.PLATFORM, "the agent is gone: start another"));
        Assignment assignment = connection.assign(work, frames);
        try {
            WorkResult result = assignment.await(limit, SILENCE_MAX);
            if (result instanceof WorkResult.Failed(Fault fault, String message)) {
                throw new WorkFailed(fault, message);
            }
            return result;
        } finally {
            connection.release(assignment);
        }
    }

    /** Hears what an agent measures. */
    @FunctionalInterface
    public interface Listener {

        /** @return whether that was enough: the work ends before its time, and its result is what it has come to */
        boolean hear(Frame frame);
    }

    /** An agent's identifier that this platform does not know, for example because it was restarted. */
    static final class UnknownAgent extends RuntimeException {
        UnknownAgent(String agent) {
            super("this platform does not know agent " + agent + ": register again");
        }
    }

    /** Work that could not be done. */
    public static final class WorkFailed extends Exception {
        private final Fault fault;

        WorkFailed(Fault fault, String sentence) {
            super(sentence);
            this.fault = fault;
        }

        /** Work that was not even given to an agent. */
        public static WorkFailed of(Fault fault, String sentence) {
            return new WorkFailed(fault, sentence);
        }

        public Fault fault() {
            return fault;
        }

        public String sentence() {
            return String.valueOf(getMessage());
        }
    }
}
