package io.headroom.localcloud.instances;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headroom.localcloud.wire.Json;
import io.headroom.localcloud.wire.Problem;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class GroupSettingsTest {

    @Test
    void aClassBringsItsWorkersAndServiceTime() {
        GroupSettings medium = read("{\"class\":\"medium\"}").settings();
        assertThat(medium.workers()).isEqualTo(8);
        assertThat(medium.serviceTime()).isEqualTo(Duration.ofMillis(20));
        assertThat(medium.capacityPerInstance()).isEqualTo(400);
    }

    @Test
    void workersAndServiceTimeMayBeSetFreely() {
        GroupSettings free = read("{\"class\":\"custom\",\"workers\":3,\"service_time_ms\":12.5}")
                .settings();
        assertThat(free.serviceTime()).isEqualTo(Duration.ofNanos(12_500_000));
        assertThat(free.capacityPerInstance()).isEqualTo(240);
    }

    @Test
    void whatDoesNotFitIsNamed() {
        refused("{\"class\":\"giant\"}", "class is 'giant'");
        refused("{\"class\":\"nano\",\"workers\":0}", "workers is 0");
        refused("{\"service_time_ms\":-1}", "service_time_ms is -1.0");
        refused("{\"boot_delay_seconds\":-1}", "boot_delay_seconds is -1.0");
        refused("{\"min\":2,\"desired\":1,\"max\":3}", "min is 2, desired 1, max 3");
        refused("{\"desired\":33,\"max\":33}", "max 33");
        refused("{\"autoscaling\":true,\"target_requests_per_second\":0}", "target_requests_per_second is 0.0");
        refused("{\"desird\":3}", "'desird' is not known");
        refused("{\"desired\":\"many\"}", "'desired' must be a whole number");
        refused("{\"desired\": 1", "not JSON");
        refused("[1]", "The body must be an object");
    }

    private static void refused(String json, String sentence) {
        assertThatThrownBy(() -> {
                    GroupSettings.Request request = read(json);
                    request.settings();
                    request.capacity();
                })
                .as(json)
                .isInstanceOf(Problem.class)
                .hasMessageContaining(sentence);
    }

    private static GroupSettings.Request read(String json) {
        return Json.read(json, GroupSettings.Request.class);
    }
}
