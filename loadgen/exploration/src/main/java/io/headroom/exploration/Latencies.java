package io.headroom.exploration;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.LongStream;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/** The response times of several windows, laid out so that a percentile of any selection of the windows is cheap. */
final class Latencies {

    /*
     * A histogram of a quarter of a second has thousands of buckets and a few dozen values. So all windows share one sorted table of the values that
     * occur, and each window is two short arrays: positions in the table, and counts. A selection costs the values that occur in it, plus one pass
     * over the table.
     */

    private final long[] micros;
    private final int[][] positions;
    private final long[][] counts;
    private final long total;

    private Latencies(long[] micros, int[][] positions, long[][] counts) {
        this.micros = micros;
        this.positions = positions;
        this.counts = counts;
        this.total = Arrays.stream(counts).flatMapToLong(Arrays::stream).sum();
    }

    static Latencies of(List<Window> windows) {
        return ofHistograms(windows.stream().map(Window::response).toList());
    }

    /** The same of bare histograms in microseconds, one for each window. */
    static Latencies ofHistograms(List<Histogram> windows) {
        long[][] values = new long[windows.size()][];
        long[][] counts = new long[windows.size()][];
        for (int w = 0; w < values.length; w++) {
            LongStream.Builder value = LongStream.builder();
            LongStream.Builder count = LongStream.builder();
            for (HistogramIterationValue each : windows.get(w).recordedValues()) {
                value.add(each.getValueIteratedTo());
                count.add(each.getCountAtValueIteratedTo());
            }
            values[w] = value.build().toArray();
            counts[w] = count.build().toArray();
        }
        long[] micros = Arrays.stream(values)
                .flatMapToLong(Arrays::stream)
                .sorted()
                .distinct()
                .toArray();
        int[][] positions = new int[values.length][];
        for (int w = 0; w < values.length; w++) {
            positions[w] = Arrays.stream(values[w])
                    .mapToInt(v -> Arrays.binarySearch(micros, v))
                    .toArray();
        }
        return new Latencies(micros, positions, counts);
    }

    /** The same without the first windows. */
    Latencies from(int window) {
        return new Latencies(
                micros,
                Arrays.copyOfRange(positions, window, windows()),
                Arrays.copyOfRange(counts, window, windows()));
    }

    /** Number of windows. */
    int windows() {
        return positions.length;
    }

    /** Number of requests over all windows. */
    long total() {
        return total;
    }

    /** Mean in milliseconds over a selection of windows, each as often as it is named; 0 if they are empty. */
    double meanMillis(int[] selection) {
        double sum = 0;
        long requests = 0;
        for (int w : selection) {
            for (int i = 0; i < positions[w].length; i++) {
                sum += (double) micros[positions[w][i]] * counts[w][i];
                requests += counts[w][i];
            }
        }
        return requests == 0 ? 0 : sum / requests / 1_000;
    }

    /** Mean in milliseconds of the windows from {@code first} to before {@code end}, 0 if they are empty. */
    double meanMillis(int first, int end) {
        double sum = 0;
        long requests = 0;
        for (int w = first; w < end; w++) {
            for (int i = 0; i < positions[w].length; i++) {
                sum += (double) micros[positions[w][i]] * counts[w][i];
                requests += counts[w][i];
            }
        }
        return requests == 0 ? 0 : sum / requests / 1_000;
    }

    /** Number of requests from window {@code first} to before {@code end}. */
    long requests(int first, int end) {
        return slower(-1, first, end);
    }

    /** How many of them took longer than that. */
    long slower(double millis, int first, int end) {
        long slower = 0;
        for (int w = first; w < end; w++) {
            for (int i = positions[w].length - 1; i >= 0 && micros[positions[w][i]] > 1_000 * millis; i--) {
                slower += counts[w][i];
            }
        }
        return slower;
    }

    /** Percentile in milliseconds over all windows, 0 if they are empty. */
    double percentileMillis(double share) {
        int[] all = new int[windows()];
        Arrays.setAll(all, w -> w);
        return percentileMillis(share, all);
    }

    /** Percentile in milliseconds over a selection of windows, each as often as it is named; 0 if they are empty. */
    double percentileMillis(double share, int[] selection) {
        long[] sums = new long[micros.length];
        long requests = 0;
        for (int w : selection) {
            for (int i = 0; i < positions[w].length; i++) {
                sums[positions[w][i]] += counts[w][i];
                requests += counts[w][i];
            }
        }
        long rank = Math.max(1, (long) Math.ceil(share * requests));
        long seen = 0;
        for (int i = 0; i < sums.length; i++) {
            seen += sums[i];
            if (seen >= rank) {
                return micros[i] / 1_000.0;
            }
        }
        return 0;
    }

    /** Percentile in milliseconds if the sample carries it. */
    OptionalDouble carried(double share) {
        return total >= SampleSize.carrying(share)
                ? OptionalDouble.of(percentileMillis(share))
                : OptionalDouble.empty();
    }
}
