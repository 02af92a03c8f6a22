package io.headroom.nights;

import java.util.Map;

/**
 * What became of some nights.
 *
 * @param once nights with exactly one run
 * @param never nights without one
 * @param twice nights with more than one
 * @param invented nights that the calendar does not have
 * @param orphans runs that no night knows as its own
 * @param deaths of replicas, by kind; {@code NONE}: one that nobody ordered
 */
record NightsResult(int nights, int once, int never, int twice, int invented, int orphans, Map<Death, Integer> deaths) {

    boolean holds() {
        return once == nights
                && never == 0
                && twice == 0
                && invented == 0
                && orphans == 0
                && !deaths.containsKey(Death.NONE);
    }

    int killed() {
        return deaths.values().stream().mapToInt(Integer::intValue).sum();
    }
}
