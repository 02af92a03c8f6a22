package io.headroom.localcloud.gateway;

import io.vertx.core.http.HttpClient;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Gives a request to the ready instance that owes the fewest answers; among equals, in turn. An uneven one gives every second request to the first
 * instance, whatever it owes, and the others to the rest.
 *
 * <p>Requests come on one event loop; the ready instances are replaced as a whole from elsewhere.
 */
final class Balancer {

    private final HttpClient client;
    private final Map<String, Backend> backendById = new ConcurrentHashMap<>();
    private volatile List<Backend> ready = List.of();
    private volatile boolean uneven;
    private boolean firstsTurn;
    private int turn;

    Balancer(HttpClient client) {
        this.client = client;
    }

    @Nullable
    Backend next() {
        List<Backend> candidates = ready;
        if (uneven && candidates.size() > 1) {
            firstsTurn = !firstsTurn;
            if (firstsTurn) {
                return candidates.getFirst();
            }
            candidates = candidates.subList(1, candidates.size());
        }
        int size = candidates.size();
        Backend best = null;
        turn = size == 0 ? 0 : (turn + 1) % size;
        for (int i = 0; i < size; i++) {
            Backend candidate = candidates.get((turn + i) % size);
            if (best == null || candidate.outstanding() < best.outstanding()) {
                best = candidate;
            }
        }
        return best;
    }

    /** An instance that is no longer among them gets nothing new, and is remembered until it has answered. */
    synchronized void serve(List<Origin> origins) {
        ready = origins.stream()
                .map(origin -> backendById.computeIfAbsent(origin.id(), id -> new Backend(origin, client)))
                .toList();
        backendById.values().removeIf(backend -> !ready.contains(backend) && backend.outstanding() == 0);
    }

    void beUneven(boolean whether) {
        uneven = whether;
    }

    int outstanding(String id) {
        Backend backend = backendById.get(id);
        return backend == null ? 0 : backend.outstanding();
    }
}
