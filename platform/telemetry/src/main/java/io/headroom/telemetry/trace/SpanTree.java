package io.headroom.telemetry.trace;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Who is whose parent, and by how much each process' clock is wrong.
 *
 * <p>Clocks of two hosts differ by milliseconds, calls often take less. What is known is that a server works while its client waits. So a server's span that is not
 * within its client's is moved there, with everything below it in the same process: to the middle, as if the way there took as long as the way back, or to the
 * beginning if it is longer than its client.
 */
final class SpanTree {
    private static final int NOBODY = -1;

    private final List<Span> spans;
    private final int[] parents;
    private final int[] firstChildren;
    private final int[] nextSiblings;
    private final long[] shifts;
    private final boolean[] reached;
    private final int root;
    private int skewed;

    private SpanTree(List<Span> spans, int[] parents, int root) {
        this.spans = spans;
        this.parents = parents;
        this.root = root;
        this.firstChildren = new int[spans.size()];
        this.nextSiblings = new int[spans.size()];
        this.shifts = new long[spans.size()];
        this.reached = new boolean[spans.size()];
        Arrays.fill(firstChildren, NOBODY);
        for (int i = 0; i < parents.length; i++) {
            if (parents[i] != NOBODY) {
                nextSiblings[i] = firstChildren[parents[i]];
                firstChildren[parents[i]] = i;
            }
        }
    }

    static Optional<SpanTree> of(List<Span> spans, SpanIndex index) {
        int[] parents = new int[spans.size()];
        int root = NOBODY;
        for (int i = 0; i < parents.length; i++) {
            parents[i] = index.position(spans.get(i).parent());
            if (parents[i] == NOBODY && (root == NOBODY || begins(spans.get(i), spans.get(root)))) {
                root = i;
            }
        }
        if (root == NOBODY) {
            return Optional.empty();
        }
        SpanTree tree = new SpanTree(spans, parents, root);
        tree.walk();
        return Optional.of(tree);
    }

    /** From the root down, each span after its parent; cycles have no root and are never reached. */
    private void walk() {
        int[] pending = new int[spans.size()];
        int depth = 0;
        pending[depth++] = root;
        while (depth > 0) {
            int span = pending[--depth];
            reached[span] = true;
            if (span != root) {
                shifts[span] = shiftBelow(parents[span], span);
            }
            for (int child = firstChildren[span]; child != NOBODY; child = nextSiblings[child]) {
                pending[depth++] = child;
            }
        }
    }

    private long shiftBelow(int parent, int child) {
        Span caller = spans.get(parent);
        Span callee = spans.get(child);
        if (caller.source().equals(callee.source())) {
            return shifts[parent];
        }
        if (caller.kind() != Span.Kind.CLIENT || callee.kind() != Span.Kind.SERVER) {
            return 0;
        }
        long earliest = caller.startNanos() + shifts[parent];
        long room = caller.durationNanos() - callee.durationNanos();
        if (room >= 0 && callee.startNanos() >= earliest && callee.startNanos() - earliest <= room) {
            return 0;
        }
        skewed++;
        return earliest + Math.max(0, room) / 2 - callee.startNanos();
    }

    int size() {
        return spans.size();
    }

    int root() {
        return root;
    }

    Span span(int position) {
        return spans.get(position);
    }

    int parent(int position) {
        return parents[position];
    }

    long shift(int position) {
        return shifts[position];
    }

    int skewed() {
        return skewed;
    }

    Integer[] reachableByEnd() {
        Integer[] order = new Integer[spans.size()];
        int count = 0;
        for (int i = 0; i < order.length; i++) {
            if (reached[i]) {
                order[count++] = i;
            }
        }
        order = Arrays.copyOf(order, count);
        Arrays.sort(order, Comparator.comparingLong(i -> spans.get(i).endNanos() + shifts[i]));
        return order;
    }

    /** Whether the first is rather a request's beginning: what came from outside before what did not, then the earlier. */
    private static boolean begins(Span one, Span other) {
        if (one.kind().isEntry() != other.kind().isEntry()) {
            return one.kind().isEntry();
        }
        return one.startNanos() < other.startNanos();
    }
}
