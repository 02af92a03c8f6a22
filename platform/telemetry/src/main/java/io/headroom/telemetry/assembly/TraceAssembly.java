package io.headroom.telemetry.assembly;

import io.headroom.telemetry.trace.Span;
import io.headroom.telemetry.trace.TraceId;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * Collects spans by trace until nothing more comes of it.
 *
 * <p>When a trace has all its spans cannot be known: who sent the request reports none, and processes export when they like. So a trace leaves once it has been quiet. If memory is
 * full, spans of new traces are dropped: the rest stays whole, and a share of the traces tells as much as all.
 *
 * <p>Invariant: traces held are in the order in which they were last heard of. Traces leave outside of the lock, on the thread that adds or looks.
 */
public final class TraceAssembly {
    private final AssemblyLimits limits;
    private final LongSupplier nanoClock;
    private final Predicate<TraceId> wanted;
    private final Consumer<Departure> leaving;
    private final Map<TraceId, Held> held = new LinkedHashMap<>(1_024, 0.75f, true);
    private final SequencedSet<TraceId> departed = new LinkedHashSet<>();

    private long spansLeft;
    private long spansForeign;
    private long spansLate;
    private long spansDropped;
    private long tracesLeft;
    private long spansHeld;
    private long bytesHeld;

    /**
     * @param nanoClock monotonic, as {@link System#nanoTime}
     * @param wanted which traces are held; spans of others are counted as foreign
     */
    public TraceAssembly(
            AssemblyLimits limits, LongSupplier nanoClock, Predicate<TraceId> wanted, Consumer<Departure> leaving) {
        this.limits = limits;
        this.nanoClock = nanoClock;
        this.wanted = wanted;
        this.leaving = leaving;
    }

    public void add(List<Span> spans) {
        release(() -> spans.forEach(this::hold), limits.quiet().toNanos());
    }

    /** Lets those go that have become quiet meanwhile; to be called about once a second. */
    public void look() {
        release(() -> {}, limits.quiet().toNanos());
    }

    /** Lets all go, quiet or not. */
    public void flush() {
        release(() -> {}, 0);
    }

    public synchronized AssemblyCounts counts() {
        return new AssemblyCounts(spansLeft, spansHeld, spansForeign, spansLate, spansDropped, tracesLeft, held.size());
    }

    private void release(Runnable before, long quietNanos) {
        List<Departure> quiet;
        synchronized (this) {
            before.run();
            quiet = takeQuiet(quietNanos);
        }
        quiet.forEach(leaving);
    }

    private void hold(Span span) {
        Held trace = held.get(span.trace());
        if (trace == null) {
            if (departed.contains(span.trace())) {
                spansLate++;
                return;
            }
            if (!wanted.test(span.trace())) {
                spansForeign++;
                return;
            }
            if (bytesHeld + span.bytes() > limits.bytesMax()) {
                spansDropped++;
                return;
            }
            trace = new Held();
            held.put(span.trace(), trace);
        }
        trace.heardNanos = nanoClock.getAsLong();
        // what has begun is finished: a tenth above the bound at most
        if (trace.spans.size() >= limits.spansMax() || bytesHeld + span.bytes() > limits.bytesMax() / 10 * 11) {
            spansDropped++;
            trace.cut = true;
            return;
        }
        trace.spans.add(span);
        bytesHeld += span.bytes();
        spansHeld++;
    }

    private List<Departure> takeQuiet(long quietNanos) {
        List<Departure> quiet = new ArrayList<>();
        long now = nanoClock.getAsLong();
        Iterator<Map.Entry<TraceId, Held>> eldest = held.entrySet().iterator();
        while (eldest.hasNext()) {
            Map.Entry<TraceId, Held> entry = eldest.next();
            if (now - entry.getValue().heardNanos < quietNanos) {
                break;
            }
            eldest.remove();
            remember(entry.getKey());
            quiet.add(new Departure(entry.getValue().spans, !entry.getValue().cut));
            spansHeld -= entry.getValue().spans.size();
            spansLeft += entry.getValue().spans.size();
            tracesLeft++;
            entry.getValue().spans.forEach(span -> bytesHeld -= span.bytes());
        }
        return quiet;
    }

    private void remember(TraceId trace) {
        departed.add(trace);
        if (departed.size() > limits.rememberedMax()) {
            departed.removeFirst();
        }
    }

    /** A trace that may not have all its spans yet. */
    private static final class Held {
        final List<Span> spans = new ArrayList<>(4);
        long heardNanos;
        boolean cut;
    }
}
