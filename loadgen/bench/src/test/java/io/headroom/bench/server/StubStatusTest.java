package io.headroom.bench.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class StubStatusTest {

    @Test
    void requestsAreTheThirdCount() throws Exception {
        String page =
                "Active connections: 1 \nserver accepts handled requests\n 129 130 144641 \nReading: 0 Writing: 1 Waiting: 0 \n";
        assertThat(StubStatus.parse(page).requests()).isEqualTo(144_641);
    }

    @Test
    void anotherPageIsRefused() {
        assertThatThrownBy(() -> StubStatus.parse("<html>404</html>"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("<html>404</html>");
    }
}
