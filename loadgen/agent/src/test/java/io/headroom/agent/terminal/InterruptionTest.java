package io.headroom.agent.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Ctrl-C, once and twice. */
class InterruptionTest {

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);
    private final List<Integer> wishes = new ArrayList<>();
    private final Interruption interruption = Interruption.manual(wishes::add, now::get);

    @Test
    void theFirstCountsAtOnce() {
        assertThat(interruption.requested()).isFalse();
        interruption.request();
        assertThat(interruption.requested()).isTrue();
        assertThat(wishes).containsExactly(1);
    }

    @Test
    void oneThatIsPassedOnTwiceWithinASecondIsOneWish_andLaterOnesCount() {
        interruption.request();
        pass(Duration.ofMillis(3));
        interruption.request();
        pass(Duration.ofMillis(996));
        interruption.request();
        assertThat(wishes).containsExactly(1);
        pass(Duration.ofMillis(1));
        interruption.request();
        pass(Duration.ofSeconds(30));
        interruption.request();
        assertThat(wishes).containsExactly(1, 2, 3);
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }
}
