package io.headroom.engine;

import io.headroom.scenario.FailedStepException;
import io.headroom.scenario.Identities;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** The identities of one event loop: every n-th of all, so that no two loops or agents share one. The one that rested longest is the next. */
final class IdentityPool {
    private final Identities identities;
    private final ArrayDeque<Identity> free = new ArrayDeque<>();
    private final @Nullable Identity shared;

    IdentityPool(Identities identities, int stripe, int stripes) {
        this.identities = identities;
        this.shared = identities.count() == 0 ? new Identity(identities.name(), identities.password()) : null;
        for (int number = stripe + 1; number <= identities.count(); number += stripes) {
            free.add(new Identity(identities.name(number), identities.password(number)));
        }
    }

    Identities identities() {
        return identities;
    }

    /** Whether they are people, who have a password. */
    boolean isOfPeople() {
        return shared == null;
    }

    Identity take() {
        if (shared != null) {
            return shared;
        }
        Identity next = free.poll();
        if (next == null) {
            throw new FailedStepException(
                    "identity-pool-empty",
                    "All " + identities.count() + " identities " + identities.name()
                            + " are in use on this event loop: give the scenario as many as users at a time.");
        }
        return next;
    }

    void giveBack(Identity identity) {
        if (shared == null) {
            free.add(identity);
        }
    }
}
