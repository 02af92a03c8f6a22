package io.headroom.exploration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headroom.exploration.Contrast.Quotient;
import io.headroom.exploration.Contrast.Times;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class ContrastTest {

    private static final int FIGURES = 8;

    @Test
    void aServiceThatBecameATenthSlower_isShown_withTheTruthInTheInterval() {
        var difference = new Contrast(1, FIGURES).ofPercentile(0.95, times(1, 60, 1.0), times(2, 60, 1.1));

        assertThat(difference.isShown()).isTrue();
        double truth = difference.before() * 0.1;
        assertThat(truth).isBetween(difference.lower(), difference.upper());
    }

    @Test
    void theSameServiceTwice_seldomShowsADifference_alsoInShortRunsAndAtTheTail() {
        int shown = 0;
        for (int i = 0; i < 200; i++) {
            var difference =
                    new Contrast(i, 1).ofPercentile(0.95, times(1_000 + i, 24, 1.0), times(5_000 + i, 24, 1.0));
            shown += difference.isShown() ? 1 : 0;
        }
        assertThat(shown).as("of 200, at 5 % for each").isBetween(1, 20);
    }

    @Test
    void moreErrors_areShown() {
        long[] hundred = filled(100);
        var difference = new Contrast(1, FIGURES)
                .ofQuotient(new Quotient(1, filled(0), hundred), new Quotient(1, filled(3), hundred));

        assertThat(difference.isShown()).isTrue();
        assertThat(difference.after()).isEqualTo(0.03);
    }

    @Test
    void theSameSeed_givesTheSameInterval() {
        var once = new Contrast(7, FIGURES).ofMean(times(1, 30, 1), times(2, 30, 1));
        var again = new Contrast(7, FIGURES).ofMean(times(1, 30, 1), times(2, 30, 1));

        assertThat(again).isEqualTo(once);
    }

    @Test
    void aHandfulOfWindows_isRefused() {
        assertThatThrownBy(() -> new Contrast(1, 1).ofMean(times(1, 9, 1), times(2, 30, 1)))
                .hasMessageContaining("9 and 30");
    }

    private static long[] filled(long value) {
        long[] windows = new long[30];
        Arrays.fill(windows, value);
        return windows;
    }

    /** Exponential response times of 20 ms on average, 100 a second. */
    private static Times times(long seed, int seconds, double factor) {
        var random = new Random(seed);
        List<Histogram> windows = new ArrayList<>();
        for (int second = 0; second < seconds; second++) {
            var histogram = new Histogram(3);
            for (int i = 0; i < 100; i++) {
                histogram.recordValue(Math.round(-Math.log(1 - random.nextDouble()) * 20_000 * factor));
            }
            windows.add(histogram);
        }
        return new Times(1, windows);
    }
}
