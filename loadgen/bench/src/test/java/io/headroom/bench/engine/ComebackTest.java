package io.headroom.bench.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ComebackTest {

    private static final long END = 9_000_000_000L;

    @Test
    void aServerIsBackWhenItHasAnsweredAsManyAsWithoutTheStall() {
        Comeback comeback = counted();

        // 2,000 a second since 0 s; it stood still from 8 s to 9 s, and answers 100,000 a second from then on
        assertThat(comeback.seconds(END, 0)).isCloseTo(0.0205, within(0.001));
    }

    @Test
    void whatNeverCameNeedsNoAnswer() {
        assertThat(counted().seconds(END, 1_000)).isCloseTo(0.010, within(0.001));
    }

    @Test
    void oneThatStaysBehindIsNeverBack() {
        assertThat(counted().seconds(END, -100_000)).isNaN();
    }

    private static Comeback counted() {
        var comeback = new Comeback(2_000);
        for (int millis = 1_000; millis < 8_000; millis += 50) {
            comeback.before(millis * 1_000_000L, 2L * millis);
        }
        for (int millis = 0; millis < 100; millis++) {
            comeback.after(END + millis * 1_000_000L, Math.min(16_000 + 100L * millis, 18_000 + 2L * millis));
        }
        return comeback;
    }
}
