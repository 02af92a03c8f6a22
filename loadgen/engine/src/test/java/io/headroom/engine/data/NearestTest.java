package io.headroom.engine.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTest {

    @Test
    void theNearestWordIsFoundWhateverItsCase_andNoneIfAllAreFar() {
        assertThat(Nearest.to("Objectve", List.of("rate", "objective"))).contains("objective");
        assertThat(Nearest.hint("RAET", List.of("rate", "objective"))).isEqualTo("; did you mean rate?");
        assertThat(Nearest.to("xyz", List.of("rate", "objective"))).isEmpty();
    }
}
