package io.headroom.engine;

/**
 * A branch that waits for a time to come.
 *
 * @param until on the scale of {@link Loop#now}
 */
record Sleeper(Branch branch, long until) implements Comparable<Sleeper> {

    @Override
    public int compareTo(Sleeper other) {
        return Long.compare(until, other.until);
    }
}
