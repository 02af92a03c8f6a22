package io.headroom.telemetry.resource;

import io.headroom.telemetry.resource.Growths.Growth;

/** What one series adds up to during one load step. Not thread-safe. */
sealed interface SeriesTally {

    /** Of a series that goes up and down. */
    final class Level implements SeriesTally {
        private long readings;
        private long firstNanos = Long.MAX_VALUE;
        private long lastNanos = Long.MIN_VALUE;
        private double first;
        private double last;
        private double min = Double.POSITIVE_INFINITY;
        private double max = Double.NEGATIVE_INFINITY;
        private double sum;

        /** False for a time that was read before. */
        boolean add(long nanos, double value) {
            if (nanos == lastNanos || nanos == firstNanos) {
                return false;
            }
            readings++;
            if (nanos < firstNanos) {
                firstNanos = nanos;
                first = value;
            }
            if (nanos > lastNanos) {
                lastNanos = nanos;
                last = value;
            }
            min = Math.min(min, value);
            max = Math.max(max, value);
            sum += value;
            return true;
        }

        LevelFigures figures(Series series) {
            return new LevelFigures(series, readings, first, last, min, sum / readings, max);
        }
    }

    /** Of a series that only grows. */
    final class Rate implements SeriesTally {
        private long nanos;
        private double value;

        void add(Growth growth) {
            nanos += growth.toNanos() - growth.fromNanos();
            value += growth.value();
        }

        RateFigures figures(Series series) {
            return new RateFigures(series, nanos / 1e9, value / (nanos / 1e9));
        }
    }

    /** Of a series that is measured each time. */
    final class Mean implements SeriesTally {
        private long nanos;
        private double sum;
        private long count;

        void add(Growth growth) {
            nanos += growth.toNanos() - growth.fromNanos();
            sum += growth.value();
            count += growth.count();
        }

        MeanFigures figures(Series series) {
            return new MeanFigures(series, nanos / 1e9, count, count == 0 ? 0 : sum / count);
        }
    }
}
