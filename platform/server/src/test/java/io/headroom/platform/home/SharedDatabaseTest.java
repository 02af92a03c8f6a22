package io.headroom.platform.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SharedDatabaseTest {

    @Test
    void unnamed_itIsAbsent_andThePlatformStartsItsOwn() {
        assertThat(SharedDatabase.named(Map.of("HEADROOM_DATABASE_URL", " "))).isEmpty();
    }

    @Test
    void anAddressThatIsNotPostgresqls_isNamed_withWhatToGive() {
        assertThatThrownBy(() -> SharedDatabase.named(Map.of("HEADROOM_DATABASE_URL", "postgres://db/headroom")))
                .isInstanceOf(StartupFailure.class)
                .hasMessageContaining("postgres://db/headroom")
                .hasMessageContaining("jdbc:postgresql://HOST/DATABASE");
    }

    @Test
    void aDatabaseThatDoesNotAnswer_isNamed_andItsPasswordIsNot() throws IOException {
        int port;
        try (ServerSocket closedSoon = new ServerSocket(0)) {
            port = closedSoon.getLocalPort();
        }
        SharedDatabase database = SharedDatabase.named(Map.of(
                        "HEADROOM_DATABASE_URL",
                        "jdbc:postgresql://127.0.0.1:" + port + "/headroom",
                        "HEADROOM_DATABASE_PASSWORD",
                        "very secret"))
                .orElseThrow();

        assertThatThrownBy(database::requireReachable)
                .isInstanceOf(StartupFailure.class)
                .hasMessageContaining("127.0.0.1:" + port)
                .message()
                .doesNotContain("very secret");
    }
}
