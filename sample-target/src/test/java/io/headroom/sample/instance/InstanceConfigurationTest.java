package io.headroom.sample.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headroom.sample.defect.Defect;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The instance's configuration")
class InstanceConfigurationTest {

    private static final Map<String, String> REQUIRED = Map.of("SAMPLE_THIRD_PARTY_URL", "http://127.0.0.1:1");

    @Test
    @DisplayName("is one small instance without defects unless it is told otherwise")
    void defaults() {
        InstanceConfiguration configuration = configuration(Map.of());

        assertThat(configuration.workers()).isEqualTo(4);
        assertThat(configuration.serviceTime()).isEqualTo(Duration.ofMillis(20));
        assertThat(configuration.defects()).isEmpty();
        assertThat(configuration.profiles()).isZero();
        assertThat(configuration.thirdPartyUrl()).isEqualTo(URI.create("http://127.0.0.1:1"));
    }

    @Test
    @DisplayName("comes from the variables that a launcher sets")
    void variables() {
        InstanceConfiguration configuration = configuration(Map.of(
                "SAMPLE_WORKERS", "16",
                "SAMPLE_SERVICE_TIME", "PT0.015S",
                "SAMPLE_DEFECTS", "n-plus-one, cold-start",
                "SAMPLE_INSTANCE_ID", "i-7",
                "SAMPLE_ZONE", "local-b",
                "SAMPLE_PROFILES", "10000"));

        assertThat(configuration.workers()).isEqualTo(16);
        assertThat(configuration.serviceTime()).isEqualTo(Duration.ofMillis(15));
        assertThat(configuration.defects().orElseThrow())
                .containsExactlyInAnyOrder(Defect.N_PLUS_ONE, Defect.COLD_START);
        assertThat(configuration.instanceId()).isEqualTo("i-7");
        assertThat(configuration.zone()).isEqualTo("local-b");
        assertThat(configuration.profiles()).isEqualTo(10_000);
    }

    @Test
    @DisplayName("has no defects when the variable is empty")
    void emptyDefects() {
        assertThat(configuration(Map.of("SAMPLE_DEFECTS", "")).defects()).isEmpty();
    }

    @Test
    @DisplayName("refuses an unknown defect and names it and the nearest")
    void unknownDefect() {
        assertThatThrownBy(() -> configuration(Map.of("SAMPLE_DEFECTS", "memory-leak,n-plus-on")))
                .isInstanceOf(ConfigValidationException.class)
                .hasMessageContaining("there is no defect \"n-plus-on\"; the nearest is \"n-plus-one\"");
    }

    @Test
    @DisplayName("refuses to go without a third party")
    void noThirdParty() {
        assertThatThrownBy(() -> configuration(Map.of("SAMPLE_THIRD_PARTY_URL", "")))
                .isInstanceOf(ConfigValidationException.class)
                .hasMessageContaining("sample.third-party-url");
    }

    private static InstanceConfiguration configuration(Map<String, String> variables) {
        Map<String, String> environment = new HashMap<>(REQUIRED);
        environment.putAll(variables);
        return new SmallRyeConfigBuilder()
                .withSources(new EnvConfigSource(environment, 300))
                .withMapping(InstanceConfiguration.class)
                .build()
                .getConfigMapping(InstanceConfiguration.class);
    }
}
