package io.headroom.bench.engine;

import io.headroom.bench.generator.ApacheBench;
import io.headroom.bench.generator.Generator;
import io.headroom.bench.generator.H2load;
import io.headroom.bench.generator.Wrk;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * How a bench goes.
 *
 * @param peers beside which ours is measured
 * @param rounds of each generator
 * @param window how long a round is measured, once it is steady
 */
public record Settings(Set<Peer> peers, int rounds, Duration window) {

    /** A generator that is not ours. */
    public enum Peer {
        WRK,
        AB,
        H2LOAD,
        HYPERFOIL,
        GATLING
    }

    List<Generator> peersOfSmallGet() {
        List<Generator> chosen = new ArrayList<>();
        for (Peer peer : Peer.values()) {
            if (peers.contains(peer)) {
                switch (peer) {
                    case WRK -> chosen.add(new Wrk());
                    case AB -> chosen.add(new ApacheBench());
                    case H2LOAD -> chosen.add(new H2load());
                    case HYPERFOIL, GATLING -> {} // they stand beside journeys
                }
            }
        }
        return List.copyOf(chosen);
    }
}
