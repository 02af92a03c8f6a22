package io.headroom.bench.generator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A peer whose requests fail is cheap, and must not be measured; how each says so. */
class ComplaintTest {

    private static final Path ANYWHERE = Path.of("");

    @Test
    void wrkSaysOnlyWhatWentWrong() {
        var wrk = new Wrk();
        String well =
                "Running 1s test @ http://127.0.0.1:1/small\n  68707 requests in 1.10s, 16.25MB read\nRequests/sec:  62391.20\n";
        assertThat(wrk.complaint(well, ANYWHERE)).isEmpty();
        assertThat(wrk.complaint(well + "  Non-2xx or 3xx responses: 37548\n", ANYWHERE))
                .contains("Non-2xx or 3xx responses: 37548");
        assertThat(wrk.complaint(well + "  Socket errors: connect 0, read 64, write 0, timeout 0\n", ANYWHERE))
                .contains("Socket errors: connect 0, read 64, write 0, timeout 0");
    }

    @Test
    void abCountsRefusalsApartFromFailures() {
        var ab = new ApacheBench();
        String well = "Complete requests:      80246\nFailed requests:        0\nKeep-Alive requests:    80246\n";
        assertThat(ab.complaint(well, ANYWHERE)).isEmpty();
        assertThat(ab.complaint(well + "Non-2xx responses:      44030\n", ANYWHERE))
                .contains("Non-2xx responses:      44030");
        assertThat(ab.complaint("Failed requests:        12\n", ANYWHERE)).contains("Failed requests:        12");
        assertThat(ab.complaint("apr_socket_recv: Connection refused (111)\n", ANYWHERE))
                .contains("it does not say how its requests fared");
    }

    @Test
    void h2loadCountsWhatSucceeded() {
        var h2load = new H2load();
        assertThat(h2load.complaint(
                        "requests: 58814 total, 58822 started, 58814 done, 58814 succeeded, 0 failed, 0 errored, 0 timeout\n",
                        ANYWHERE))
                .as("those under way at the end are not done")
                .isEmpty();
        assertThat(h2load.complaint(
                        "requests: 34441 total, 34449 started, 34441 done, 0 succeeded, 34441 failed, 0 errored, 0 timeout\n",
                        ANYWHERE))
                .hasValueSatisfying(line -> assertThat(line).contains("34441 failed"));
        assertThat(h2load.complaint("", ANYWHERE)).contains("it does not say how its requests fared");
    }
}
