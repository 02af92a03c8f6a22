package io.headroom.engine;

import io.headroom.scenario.FailedStepException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a user does at the same time: branches of their own, and their parent, which waits for all of them. */
final class Sides {
    private final VirtualUser user;
    private final Branch parent;
    private final List<Branch> branches = new ArrayList<>();
    private final @Nullable Throwable[] failures;

    Sides(VirtualUser user, Branch parent, Runnable... sides) {
        this.user = user;
        this.parent = parent;
        this.failures = new @Nullable Throwable[sides.length];
        for (int i = 0; i < sides.length; i++) {
            int index = i;
            Branch[] self = new Branch[1];
            self[0] = new Branch(user, user.loop(), parent.names(), () -> {
                failures[index] = walk(self[0], sides[index]);
                parent.joined(self[0].ended());
            });
            branches.add(self[0]);
        }
    }

    List<Branch> branches() {
        return branches;
    }

    /** Lets them run until the last has ended. */
    void run() {
        long due = parent.due();
        branches.forEach(branch -> branch.start(due));
        parent.join(branches.size());
    }

    private @Nullable Throwable walk(Branch side, Runnable code) {
        user.active(side);
        try {
            code.run();
            side.goOn();
            return null;
        } catch (Throwable failure) {
            user.countUnlessCutOff(side, failure);
            return failure;
        }
    }

    void rethrowFirst() {
        if (user.isCutOff()) {
            throw new CutOffError();
        }
        for (Throwable failure : failures) {
            if (failure != null) {
                String kind = failure instanceof FailedStepException step ? step.kind() : "scenario-exception";
                throw parent.fail(new FailedStepException(kind, String.valueOf(failure.getMessage())));
            }
        }
    }
}
