package io.headroom.protection;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sweep and the restoration of a record do not get in each other's way. */
final class SweepTest {
    @TempDir
    Path folder;

    @Test
    void whatWasSweptIsRestoredFromItsRecordAllTheSame() throws Exception {
        try (var bench = new Workbench(folder)) {
            var open = bench.driver().relax(bench.request("waf", 1));
            var protection = bench.cloud.protection("waf");
            assertThat(bench.driver().sweep(protection, run -> true).removed()).isEmpty();
            assertThat(bench.driver().sweep(protection, run -> false).removed()).containsExactly(open.artefact());
            var over = bench.driver().restore(open.id(), 2);
            assertThat(over.state()).isEqualTo(ProtectionState.DISARMED);
            assertThat(over.verifiedClosed()).isTrue();
        }
    }

    @Test
    void aTargetThatIsGoneIsAProblemAndNoError() throws Exception {
        try (var bench = new Workbench(folder)) {
            var protection = bench.cloud.protection("waf");
            bench.cloud.close();
            var sweep = bench.driver().sweep(protection, run -> false);
            assertThat(sweep.removed()).isEmpty();
            assertThat(sweep.problems()).singleElement().asString().contains("Nobody listens");
        }
    }
}
