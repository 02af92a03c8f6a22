package io.headroom.telemetry.trace;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * One request's spans as a tree, on one clock.
 *
 * <p>Whatever was received makes a tree or none: a span that was sent twice counts once; the root is the span that nobody received is the parent of, the earliest
 * if there are several; spans that the root does not lead to (their parents are missing, or they are each other's) are left out and counted. A tree with none left
 * out, and whose root came in from outside, is {@linkplain #isComplete() complete}.
 *
 * <p>Positions are 0 to {@link #size()} - 1, in the order of their ends, the root's among them.
 */
public final class Trace {
    private static final int NOBODY = -1;

    private final Span[] spans;
    private final int[] parents;
    private final long[] shifts;
    private final int[] lastChildren;
    private final int[] previousSiblings;
    private final int root;
    private final int duplicates;
    private final int detached;
    private final int skewed;

    private Trace(SpanTree tree, int duplicates) {
        Integer[] order = tree.reachableByEnd();
        int[] positions = new int[tree.size()];
        this.spans = new Span[order.length];
        this.shifts = new long[order.length];
        for (int i = 0; i < order.length; i++) {
            positions[order[i]] = i;
            spans[i] = tree.span(order[i]);
            shifts[i] = tree.shift(order[i]);
        }
        this.parents = new int[order.length];
        this.lastChildren = filled(order.length);
        this.previousSiblings = filled(order.length);
        for (int i = 0; i < order.length; i++) {
            parents[i] = order[i] == tree.root() ? NOBODY : positions[tree.parent(order[i])];
            if (parents[i] != NOBODY) {
                previousSiblings[i] = lastChildren[parents[i]];
                lastChildren[parents[i]] = i;
            }
        }
        this.root = positions[tree.root()];
        this.duplicates = duplicates;
        this.detached = tree.size() - order.length;
        this.skewed = tree.skewed();
    }

    /** Empty if no span of them can be the root: there is none, or they are all each other's descendants. */
    public static Optional<Trace> of(List<Span> received) {
        SpanIndex index = new SpanIndex(received.size());
        List<Span> distinct = new ArrayList<>(received.size());
        for (Span span : received) {
            if (index.add(span.id(), distinct.size())) {
                distinct.add(span);
            }
        }
        return SpanTree.of(distinct, index).map(tree -> new Trace(tree, received.size() - distinct.size()));
    }

    public TraceId id() {
        return spans[root].trace();
    }

    public int size() {
        return spans.length;
    }

    public int root() {
        return root;
    }

    public Span span(int position) {
        return spans[position];
    }

    /** -1 for the root. */
    public int parent(int position) {
        return parents[position];
    }

    /** By the root's clock. */
    public long startNanos(int position) {
        return spans[position].startNanos() + shifts[position];
    }

    /** By the root's clock. */
    public long endNanos(int position) {
        return spans[position].endNanos() + shifts[position];
    }

    public long durationNanos() {
        return spans[root].durationNanos();
    }

    /** The child that ended last, -1 for none; go on with {@link #previousSibling}. */
    public int lastChild(int position) {
        return lastChildren[position];
    }

    /** The sibling that ended before this one, -1 for none. */
    public int previousSibling(int position) {
        return previousSiblings[position];
    }

    /** The children in the order of their starts. */
    public List<Integer> children(int position) {
        List<Integer> children = new ArrayList<>();
        for (int child = lastChildren[position]; child != NOBODY; child = previousSiblings[child]) {
            children.add(child);
        }
        children.sort(Comparator.comparingLong(this::startNanos));
        return children;
    }

    /** As far as can be known: a last span that is missing leaves no trace. */
    public boolean isComplete() {
        return detached == 0 && hasEntry();
    }

    /** Whether the root is where the request came in; if not, that span is missing, and with it how long the request took. */
    public boolean hasEntry() {
        return spans[root].kind().isEntry();
    }

    /** Spans that were received more than once, each time after the first. */
    public int duplicates() {
        return duplicates;
    }

    /** Spans that were received and that the root does not lead to. */
    public int detached() {
        return detached;
    }

    /** Spans whose clocks had to be set by their callers'. */
    public int skewed() {
        return skewed;
    }

    private static int[] filled(int length) {
        int[] array = new int[length];
        Arrays.fill(array, NOBODY);
        return array;
    }
}
