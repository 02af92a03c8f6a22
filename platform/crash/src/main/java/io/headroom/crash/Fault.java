package io.headroom.crash;

import java.util.Locale;

/** What happens to an owner, or to the world around it. */
enum Fault {
    SIGKILL,
    SIGTERM,
    HALT,
    /** Frozen until after its lease, and then let go on. */
    SIGSTOP,
    /** The database is silent for a while; the owner dies meanwhile. */
    DATABASE_STOPPED,
    /** The database never comes back, nor does the owner: only the guard is left. */
    DATABASE_GONE,
    /** The target is silent for a while; the owner dies meanwhile. */
    TARGET_BLACK_HOLED,
    /** The target does the next thing that it is asked to and does not say so; then the owner dies. */
    ANSWER_LOST,
    /** Somebody changes the rule, and the owner dies. */
    FOREIGN_EDIT,
    /** The owner's clock is five minutes ahead or behind, and it dies. */
    CLOCK_WRONG,
    /** Owner and guard die, and nobody comes: only the rule's own expiry is left. */
    EVERYTHING_DEAD;

    /** Whether it needs an opening that ends by itself. */
    boolean leavesNobody() {
        return this == EVERYTHING_DEAD;
    }

    String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
