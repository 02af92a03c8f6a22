package io.headroom.scenario;

import java.util.ArrayList;
import java.util.List;

/**
 * Values that some journeys leave for others, such as the identifiers of registered users. Bounded: when it is full, the oldest value leaves.
 *
 * <p>Not thread-safe, and need not be: keep it in an instance field of the scenario, of which there is one instance per event loop.
 */
public final class Pool<T> {
    private final int capacity;
    private final List<T> values;
    /** Where the next value goes when it is full. */
    private int oldest;

    private Pool(int capacity) {
        this.capacity = capacity;
        this.values = new ArrayList<>(Math.min(capacity, 1_024));
    }

    /**
     * An empty pool.
     *
     * @param capacity most values that it keeps, per event loop; at least 1
     */
    public static <T> Pool<T> of(int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("a pool's capacity is at least 1, not " + capacity);
        }
        return new Pool<>(capacity);
    }

    /** Adds a value; the oldest one leaves if the pool is full, or about the oldest if values have been taken. */
    public void add(T value) {
        if (values.size() < capacity) {
            values.add(value);
            return;
        }
        values.set(oldest, value);
        oldest = oldest + 1 == capacity ? 0 : oldest + 1;
    }

    /**
     * A random value, which stays in the pool.
     *
     * @throws FailedStepException of kind {@code pool-empty} if there is none
     */
    public T any(User user) {
        return values.get(draw(user));
    }

    /**
     * A random value, which leaves the pool, so that nobody else works with it: for what a journey deletes or may use only once.
     *
     * @throws FailedStepException of kind {@code pool-empty} if there is none
     */
    public T take(User user) {
        int index = draw(user);
        T taken = values.get(index);
        T last = values.removeLast();
        if (index < values.size()) {
            values.set(index, last);
        }
        return taken;
    }

    private int draw(User user) {
        if (values.isEmpty()) {
            throw new FailedStepException(
                    "pool-empty", "A pool is empty: let a @Setup method or an earlier journey add to it.");
        }
        return user.random(values.size());
    }

    /** How many values it holds on this event loop. */
    public int size() {
        return values.size();
    }
}
