package io.headroom.crash;

import io.headroom.protection.Extent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * One crash to be made.
 *
 * @param attempt 1, and more where an attempt before was worth nothing
 * @param successor who comes after the owner
 */
record Crash(int number, int attempt, KillPoint point, Fault fault, Extent extent, Successor successor) {
    /** Who restores. */
    enum Successor {
        /** The same platform starts again, at once. */
        RESTART,
        /** Another replica, once the lease has expired. */
        REPLICA
    }

    /** The whole matrix, again and again, each time in another order. */
    static List<Crash> plan(int count, RandomGenerator random) {
        var plan = new ArrayList<Crash>();
        while (plan.size() < count) {
            var round = new ArrayList<Crash>();
            for (var point : KillPoint.values()) {
                for (var fault : Fault.values()) {
                    if (makesSense(point, fault)) {
                        round.add(new Crash(0, 1, point, fault, extent(fault, random), successor(random)));
                    }
                }
            }
            Collections.shuffle(round, Random.from(random));
            for (var crash : round.subList(0, Math.min(round.size(), count - plan.size()))) {
                plan.add(new Crash(plan.size() + 1, 1, crash.point, crash.fault, crash.extent, crash.successor));
            }
        }
        return plan;
    }

    /** A successor dies only where there is one, and by a plain death. */
    private static boolean makesSense(KillPoint point, Fault fault) {
        return point != KillPoint.TAKEOVER || fault == Fault.SIGKILL || fault == Fault.SIGTERM || fault == Fault.HALT;
    }

    private static Extent extent(Fault fault, RandomGenerator random) {
        return fault.leavesNobody() || random.nextBoolean() ? Extent.NARROW : Extent.WIDE;
    }

    private static Successor successor(RandomGenerator random) {
        return random.nextBoolean() ? Successor.RESTART : Successor.REPLICA;
    }

    /** The same crash once more. */
    Crash again() {
        return new Crash(number, attempt + 1, point, fault, extent, successor);
    }

    String run() {
        return "crash-" + number + (attempt == 1 ? "" : "-" + attempt);
    }

    @Override
    public String toString() {
        return "crash " + number + " (" + fault.text() + " at " + point.text() + ", " + extent + ", then " + successor
                + ")";
    }
}
