package io.headroom.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CoresTest {

    @Test
    void theFirstServesAndTheLastSends() {
        assertThat(Cores.of("0-1")).contains(new Cores(0, 1));
        assertThat(Cores.of("2,5-7,11")).contains(new Cores(2, 11));
        assertThat(Cores.of("3,4")).contains(new Cores(3, 4));
    }

    @Test
    void oneCoreIsTooFew() {
        assertThat(Cores.of("3")).isEmpty();
    }

    @Test
    void aPinnedCommandIsTheCommandItself() {
        assertThat(Cores.pinned(1, List.of("wrk", "-t1"))).containsExactly("taskset", "-c", "1", "wrk", "-t1");
    }
}
