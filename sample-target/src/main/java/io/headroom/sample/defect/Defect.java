package io.headroom.sample.defect;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;

/**
 * A defect that can be switched on by its id, which is the constant's name in lower case with hyphens.
 *
 * <p>Those of the third party, the balancer, the zones and the slow instance are not this service's: whatever runs its environment has them, and
 * the service only knows their names.
 */
public enum Defect {
    /** Search loads each profile by its own query. */
    N_PLUS_ONE,
    /** Register calls the third party three times with the same parameters. */
    REPEATED_CALL,
    /** Fetch makes three independent calls one after the other. */
    SERIAL_CALLS,
    /** Search has no page limit, and there are two tags only, so answers grow with the data. */
    UNBOUNDED_SEARCH,
    /** Two database connections per instance, each kept for three quarters of an operation's turn. */
    SMALL_POOL,
    /** Each instance opens 40 connections at once: three instances want more than the database has. */
    CONNECTION_SLOTS,
    /** Update locks the row while it waits for half of its turn. */
    LOCK_CONTENTION,
    /** Every operation holds one lock of the database for a while, so all instances work one after the other there. */
    SHARED_LOCK,
    /** The third party slows down with load. */
    SLOW_THIRD_PARTY,
    /** The third party answers 429 above a rate. */
    THIRD_PARTY_LIMIT,
    /** Register retries failures at once, five times. */
    RETRY_STORM,
    /** Each update keeps 64 KiB for ever. */
    MEMORY_LEAK,
    /** One instance has half the workers. */
    SLOW_INSTANCE,
    /** The balancer sends half of all requests to one instance. */
    UNEVEN_BALANCING,
    /** The database is 20 ms away from two instances' zone. */
    FAR_ZONE,
    /** An instance's first 200 requests take 300 ms more. */
    COLD_START;

    /** The id by which the defect is switched on, for example {@code n-plus-one}. */
    @JsonValue
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The defect with that id.
     *
     * @throws IllegalArgumentException if there is none; the message names the nearest id
     */
    public static Defect withId(String id) {
        return Arrays.stream(values())
                .filter(defect -> defect.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "SAMPLE_DEFECTS: there is no defect \"%s\"; the nearest is \"%s\". Correct it or leave it out."
                                .formatted(id, nearestTo(id).id())));
    }

    private static Defect nearestTo(String id) {
        return Arrays.stream(values())
                .min(Comparator.comparingInt(defect -> EditDistance.between(defect.id(), id)))
                .orElseThrow();
    }
}
