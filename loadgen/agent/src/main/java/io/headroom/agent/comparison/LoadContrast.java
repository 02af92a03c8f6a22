package io.headroom.agent.comparison;

import io.headroom.agent.comparison.Comparison.Difference;
import io.headroom.agent.comparison.Comparison.Word;
import io.headroom.agent.comparison.ResultFile.OfLoad;
import io.headroom.exploration.Contrast;
import io.headroom.exploration.Contrast.Quotient;
import io.headroom.exploration.Contrast.Times;
import io.headroom.exploration.SampleSize;
import io.headroom.protocol.load.LoadResult;
import io.headroom.protocol.load.LoadResult.Request;
import io.headroom.protocol.load.LoadResult.Window;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Two load tests: latencies of every request that both have and of all together, errors and rate. */
final class LoadContrast {

    private static final long SEED = 1;
    private static final int DIGITS = 3;
    private static final Map<String, Double> PERCENTILES = new TreeMap<>(Map.of("p50", 0.50, "p95", 0.95, "p99", 0.99));

    private final OfLoad first;
    private final OfLoad other;
    private final Contrast contrast;
    private final Map<String, Times> before;
    private final Map<String, Times> after;

    LoadContrast(OfLoad first, OfLoad other) {
        this.first = first;
        this.other = other;
        this.before = times(first);
        this.after = times(other);
        int subjects = (int) before.keySet().stream().filter(after::containsKey).count() + 1;
        this.contrast = new Contrast(SEED, subjects * (PERCENTILES.size() + 1) + 2);
    }

    List<Difference> differences() {
        List<Difference> differences = new ArrayList<>();
        before.forEach((name, times) -> {
            Times others = after.get(name);
            if (others != null) {
                addLatencies(differences, name, times, others);
            }
        });
        addLatencies(differences, "all", all(before), all(after));
        differences.add(errors());
        differences.add(rate());
        return differences;
    }

    private void addLatencies(List<Difference> differences, String name, Times times, Times others) {
        Histogram whole = sum(times.micros());
        Histogram otherWhole = sum(others.micros());
        if (whole.getTotalCount() == 0 || otherWhole.getTotalCount() == 0) {
            return;
        }
        boolean enough = isEnough(times, others);
        PERCENTILES.forEach((metric, share) -> {
            if (Math.min(whole.getTotalCount(), otherWhole.getTotalCount()) >= SampleSize.carrying(share)) {
                differences.add(
                        enough
                                ? latency(name, metric, contrast.ofPercentile(share, times, others))
                                : tooShort(name, metric, millis(whole, share), millis(otherWhole, share)));
            }
        });
        differences.add(
                enough
                        ? latency(name, "mean", contrast.ofMean(times, others))
                        : tooShort(name, "mean", whole.getMean() / 1e3, otherWhole.getMean() / 1e3));
    }

    private Difference latency(String name, String metric, Contrast.Difference difference) {
        return of(name, metric, difference, Word.SLOWER, Word.FASTER);
    }

    private Difference errors() {
        return quotient(
                "errors",
                window -> window.errors() + window.dropped(),
                window -> Math.max(window.offered(), window.completed() + window.errors() + window.dropped()),
                Word.MORE_ERRORS,
                Word.FEWER_ERRORS);
    }

    private Difference rate() {
        Contrast.Difference perWindow = quotientOf(Window::completed, _ -> 1, first.result(), other.result());
        double mine = first.result().windowSeconds();
        double others = other.result().windowSeconds();
        var perSecond = new Contrast.Difference(
                perWindow.before() / mine,
                perWindow.after() / others,
                perWindow.lower() / mine,
                perWindow.upper() / others);
        return mine == others && isEnoughSeries()
                ? of("all", "rate", perSecond, Word.MORE, Word.LESS)
                : tooShort("all", "rate", perSecond.before(), perSecond.after());
    }

    private Difference quotient(
            String metric, ToLongFunction<Window> of, ToLongFunction<Window> among, Word more, Word less) {
        Contrast.Difference difference = quotientOf(of, among, first.result(), other.result());
        return isEnoughSeries()
                ? of("all", metric, difference, more, less)
                : tooShort("all", metric, difference.before(), difference.after());
    }

    private Contrast.Difference quotientOf(
            ToLongFunction<Window> of, ToLongFunction<Window> among, LoadResult mine, LoadResult others) {
        Quotient before = new Quotient(mine.windowSeconds(), counts(mine, of), counts(mine, among));
        Quotient after = new Quotient(others.windowSeconds(), counts(others, of), counts(others, among));
        if (!isEnoughSeries()) {
            double whole = whole(before);
            return new Contrast.Difference(whole, whole(after), 0, 0);
        }
        return contrast.ofQuotient(before, after);
    }

    private boolean isEnoughSeries() {
        return Math.min(
                        counts(first.result(), Window::completed).length,
                        counts(other.result(), Window::completed).length)
                >= Contrast.WINDOWS_FEWEST;
    }

    private static double whole(Quotient quotient) {
        long of = Arrays.stream(quotient.of()).sum();
        long among = Arrays.stream(quotient.among()).sum();
        return among == 0 ? 0 : (double) of / among;
    }

    /** While the load lasted: the drain is no part of it. */
    private static long[] counts(LoadResult result, ToLongFunction<Window> count) {
        return result.series().stream()
                .filter(window -> window.second() + result.windowSeconds() <= result.seconds() + 1e-9)
                .mapToLong(count)
                .toArray();
    }

    private Difference of(String subject, String metric, Contrast.Difference difference, Word more, Word less) {
        Word word = difference.lower() > 0 ? more : difference.upper() < 0 ? less : Word.SAME;
        return new Difference(
                other.path(),
                subject,
                metric,
                difference.before(),
                difference.after(),
                change(difference.before(), difference.after()),
                difference.lower(),
                difference.upper(),
                word);
    }

    private Difference tooShort(String subject, String metric, double before, double after) {
        return new Difference(
                other.path(), subject, metric, before, after, change(before, after), null, null, Word.TOO_SHORT);
    }

    private static @Nullable Double change(double before, double after) {
        return before == 0 ? null : after / before - 1;
    }

    private static boolean isEnough(Times times, Times others) {
        return Math.min(times.micros().size(), others.micros().size()) >= Contrast.WINDOWS_FEWEST;
    }

    private static double millis(Histogram micros, double share) {
        return micros.getValueAtPercentile(100 * share) / 1e3;
    }

    private static Map<String, Times> times(OfLoad file) {
        Map<String, Times> times = new TreeMap<>();
        for (Request request : file.result().requests()) {
            times.put(
                    request.name(),
                    new Times(
                            request.windows().seconds(),
                            request.windows().response().stream()
                                    .map(bytes -> decoded(file, request, bytes))
                                    .toList()));
        }
        return times;
    }

    private static Histogram decoded(OfLoad file, Request request, byte[] bytes) {
        try {
            return Histogram.decodeFromCompressedByteBuffer(ByteBuffer.wrap(bytes), 0);
        } catch (DataFormatException | RuntimeException corrupt) {
            throw ResultFile.wrong(
                    file.path(),
                    "the windows of '%s' hold something that is no compressed histogram".formatted(request.name()));
        }
    }

    /** All requests together, window by window. */
    private static Times all(Map<String, Times> byName) {
        List<Histogram> sums = new ArrayList<>();
        double seconds = 1;
        for (Times times : byName.values()) {
            seconds = times.windowSeconds();
            for (int i = 0; i < times.micros().size(); i++) {
                if (i == sums.size()) {
                    sums.add(new Histogram(DIGITS));
                }
                sums.get(i).add(times.micros().get(i));
            }
        }
        return new Times(seconds, sums);
    }

    private static Histogram sum(List<Histogram> micros) {
        var sum = new Histogram(DIGITS);
        micros.forEach(sum::add);
        return sum;
    }
}
