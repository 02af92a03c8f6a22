package io.headroom.platform.run;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Leases without a database: whoever takes a run has it until the test says otherwise. */
final class SettableOwnership implements Ownership {

    private final Set<String> ours = ConcurrentHashMap.newKeySet();
    private final Set<String> anothers = ConcurrentHashMap.newKeySet();

    void letExpire(String run) {
        ours.remove(run);
    }

    void giveToAnother(String run) {
        ours.remove(run);
        anothers.add(run);
    }

    @Override
    public boolean take(String run) {
        return !anothers.contains(run) && (ours.contains(run) || ours.add(run));
    }

    @Override
    public Standing standing(String run) {
        return ours.contains(run) ? Standing.OURS : Standing.LOST;
    }
}
