package io.headroom.bench.engine;

import java.time.Duration;
import java.util.Set;

/**
 * How a bench goes.
 *
 * @param peers beside which ours is measured
 * @param rounds of each generator
 * @param window how long a round is measured, once it is steady
 * @param patience how long a round waits for the machine's other work to end; then it is measured anyway, and says what it saw
 */
public record Settings(Set<Peer> peers, int rounds, Duration window, Duration patience) {

    /** A generator that is not ours. */
    public enum Peer {
        WRK,
        AB,
        H2LOAD,
        HYPERFOIL,
        GATLING
    }

    boolean beside(Peer peer) {
        return peers.contains(peer);
    }
}
