package io.headroom.bench.search;

import java.util.stream.DoubleStream;

/** Figures in ascending order. */
record Sorted(double[] values) {

    static Sorted of(DoubleStream values) {
        return new Sorted(values.sorted().toArray());
    }

    double median() {
        return at(0.5);
    }

    /** The figure below which that share lies, 0 if there are none. */
    double at(double share) {
        return values.length == 0 ? 0 : values[(int) Math.min(values.length - 1.0, Math.floor(share * values.length))];
    }
}
