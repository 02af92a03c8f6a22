package io.headroom.bench.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.bench.measure.SteadyWindow;
import org.junit.jupiter.api.Test;

class WindowsTest {

    private static SteadyWindow clean(double cost) {
        return new SteadyWindow(1, 100_000, cost, 0.9, 0.02);
    }

    private static SteadyWindow spoiled(double cost) {
        return new SteadyWindow(1, 100_000, cost, 0.9, 0.5);
    }

    @Test
    void spoiledRoundsAreMadeAgainAndDoNotCount() {
        var windows = new Windows(2);
        windows.add(clean(1));
        windows.add(spoiled(9));
        assertThat(windows.wantsMore()).isTrue();
        windows.add(clean(3));

        assertThat(windows.wantsMore()).isFalse();
        assertThat(windows.median(SteadyWindow::cost)).isEqualTo(2);
        assertThat(windows.spread(SteadyWindow::cost)).isEqualTo("1.000-3.000");
        assertThat(windows.unclean()).isEqualTo(1);
    }

    @Test
    void onAMachineThatIsNeverQuietItEndsNeverthelessAndEverythingCounts() {
        var windows = new Windows(2);
        for (int round = 1; round <= 4; round++) {
            assertThat(windows.wantsMore()).isTrue();
            windows.add(spoiled(round));
        }

        assertThat(windows.wantsMore()).isFalse();
        assertThat(windows.median(SteadyWindow::cost)).isEqualTo(2.5);
        assertThat(windows.unclean()).isEqualTo(4);
    }

    @Test
    void ofAnOddNumberTheMedianIsTheOneInTheMiddle() {
        var windows = new Windows(3);
        windows.add(clean(7));
        windows.add(clean(1));
        windows.add(clean(2));
        assertThat(windows.median(SteadyWindow::cost)).isEqualTo(2);
    }
}
