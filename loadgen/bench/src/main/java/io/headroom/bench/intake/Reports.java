package io.headroom.bench.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Reports, written beforehand so that sending costs little. They are sent in turn, again and again; before one comes again its traces have long left, as they would have in a day's traffic.
 */
final class Reports {

    private final List<byte[]> bodies;
    private final List<Integer> spans;
    private final AtomicInteger next = new AtomicInteger();

    private Reports(List<byte[]> bodies, List<Integer> spans) {
        this.bodies = bodies;
        this.spans = spans;
    }

    /** One to send. */
    record Body(byte[] bytes, int spans) {}

    static Reports of(MadeUpTraffic traffic, SpanFormat format, int spansMin) {
        List<byte[]> bodies = new ArrayList<>();
        List<Integer> spans = new ArrayList<>();
        for (long written = 0; written < spansMin; ) {
            for (Report report : traffic.next()) {
                bodies.add(format.compressed(report));
                spans.add(report.spans().size());
                written += report.spans().size();
            }
        }
        return new Reports(bodies, spans);
    }

    /** Lets the next report be one of the first service: the other half of its traces would come after they have left. */
    void beginAnew() {
        next.updateAndGet(at -> (at + at % 2) % bodies.size());
    }

    Body next() {
        int index = next.getAndUpdate(at -> (at + 1) % bodies.size());
        return new Body(bodies.get(index), spans.get(index));
    }
}
