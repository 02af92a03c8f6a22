package io.headroom.exploration;

import io.headroom.exploration.Measurement.Validity;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

/** Windows made by hand. */
final class Windows {

    private Windows() {}

    static Histogram histogram(double... millis) {
        Histogram histogram = new Histogram(3);
        for (double each : millis) {
            histogram.recordValue(Math.round(1_000 * each));
        }
        return histogram;
    }

    static Window of(double seconds, long offered, long completed, long errors, long inFlight, double millis) {
        Histogram histogram = new Histogram(3);
        if (completed > 0) {
            histogram.recordValueWithCount(Math.round(1_000 * millis), completed);
        }
        return new Window(seconds, offered, offered, completed, errors, 0, inFlight, histogram);
    }

    /** Windows of one second in which everything is completed. */
    static List<Window> steady(int count, long perSecond, double millis) {
        return IntStream.range(0, count)
                .mapToObj(_ -> of(1, perSecond, perSecond, 0, 1, millis))
                .toList();
    }

    static List<Window> withInFlight(int count, long perSecond, IntToLongFunction inFlight) {
        List<Window> windows = new ArrayList<>();
        for (int w = 0; w < count; w++) {
            long before = w == 0 ? inFlight.applyAsLong(0) : inFlight.applyAsLong(w - 1);
            long completed = Math.max(0, perSecond - (inFlight.applyAsLong(w) - before));
            windows.add(of(1, perSecond, completed, 0, inFlight.applyAsLong(w), 20));
        }
        return windows;
    }

    static Measurement valid(double rate, List<Window> windows) {
        return new Measurement(rate, windows, new Validity.Valid());
    }
}
