package io.headroom.protection.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headroom.protection.AgentKey;
import io.headroom.protection.BurstProbe;
import io.headroom.protection.Extent;
import io.headroom.protection.FileJournal;
import io.headroom.protection.Guard;
import io.headroom.protection.Protection;
import io.headroom.protection.ProtectionAdapter;
import io.headroom.protection.ProtectionAdapter.Applied;
import io.headroom.protection.ProtectionAdapter.Failed;
import io.headroom.protection.ProtectionAdapter.Rule;
import io.headroom.protection.ProtectionState;
import io.headroom.protection.RelaxRequest;
import io.headroom.protection.RelaxRestore;
import io.headroom.protection.RelaxationRefusedException;
import io.headroom.protection.Safeguards;
import io.headroom.protection.Wide;
import io.headroom.protection.WriteAhead;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real Terraform, whose module writes into a file what a firewall reads. */
final class TerraformTest {
    private static final AgentKey KEY = new AgentKey("0123456789abcdef0123456789abcdef".getBytes());
    private static final Wide WIDE = new Wide("there is no other way", "ops");

    @TempDir
    Path folder;

    private RealTerraform terraform;
    private RelaxRestore driver;

    @BeforeEach
    void start() throws Exception {
        RealTerraform.requireTerraform();
        terraform = RealTerraform.start(folder.resolve("terraform"));
        driver = new RelaxRestore(
                WriteAhead.inCopyOnly(new FileJournal(folder.resolve("journal"))),
                Adapters::of,
                new Safeguards(BurstProbe.standard(), relaxation -> new Guard.Armed("the test"), relaxation -> false),
                Clock.systemUTC());
    }

    @AfterEach
    void stop() {
        terraform.close();
    }

    private RelaxRequest request() {
        return request("run-1");
    }

    private RelaxRequest request(String run) {
        return new RelaxRequest(
                run, terraform.protection(), terraform.target(), Instant.now().plusSeconds(300), KEY, 1);
    }

    @Test
    void opensForEverybody_andEnforcesAgain() throws Exception {
        var open = driver.relax(request().openedWide(WIDE));
        assertThat(open.state()).isEqualTo(ProtectionState.VERIFIED_OPEN);
        assertThat(terraform.mode()).isEqualTo("relaxed");
        var closed = driver.restore(open.id(), 1);
        assertThat(closed.state()).as(closed.message()).isEqualTo(ProtectionState.DISARMED);
        assertThat(terraform.mode()).isEqualTo("enforced");
    }

    @Test
    void isNotOpenedNarrowly_norWithChangesInTheModuleThatNobodyApplied() throws Exception {
        assertThatThrownBy(() -> driver.relax(request()))
                .isInstanceOf(RelaxationRefusedException.class)
                .hasMessageContaining("Ask for the wide way");
        driver.restore(driver.open().getFirst().id(), 1);
        terraform.write("terraform.tfvars", "limit = 40\n");
        assertThatThrownBy(() -> driver.relax(request("run-2").openedWide(WIDE)))
                .isInstanceOf(RelaxationRefusedException.class)
                .hasMessageContaining("has changes that are not applied");
        assertThat(terraform.mode()).isEqualTo("enforced");
    }

    @Test
    void somebodyElsesRelaxationIsEnforced_andAlarms() throws Exception {
        var open = driver.relax(request().openedWide(WIDE));
        terraform.run("apply", "-auto-approve", "-var", "protections=relaxed", "-var", "relaxed_by=alice");
        assertThat(driver.restore(open.id(), 1).state()).isEqualTo(ProtectionState.CONFLICT);
        assertThat(terraform.mode()).isEqualTo("enforced");
    }

    @Test
    void aPlanThatWasMadeBeforeTheFenceIsRefusedByTerraformItself() throws Exception {
        var plan = folder.resolve("late.plan").toString();
        terraform.run("plan", "-out=" + plan, "-var", "protections=relaxed", "-var", "relaxed_by=late");
        var adapter = Adapters.of(terraform.protection());
        assertThat(adapter.restore("headroom-run-1-4102444800", Extent.WIDE, true))
                .isInstanceOf(Applied.class);
        assertThat(terraform.run("apply", "-input=false", plan).complaint()).contains("Saved plan is stale");
        assertThat(((Rule) adapter.observe()).artefacts()).isEmpty();
        assertThat(terraform.mode()).isEqualTo("enforced");
    }

    @Test
    void aModuleThatDoesNotSayWhoHoldsItOpenIsNamed() throws Exception {
        terraform.write("main.tf", RealTerraform.MODULE.replaceFirst("(?s)output \"relaxed_by\" \\{.*?\\}\n", ""));
        terraform.run("apply", "-auto-approve", "-input=false");
        assertThat(Adapters.of(terraform.protection()).observe())
                .isInstanceOfSatisfying(
                        Failed.class, failed -> assertThat(failed.reason()).contains("beside an output 'relaxed_by'"));
        var gone = new Protection(
                "edge",
                TerraformAdapter.NAME,
                Map.of("folder", folder.resolve("none").toString()));
        assertThat(Adapters.of(gone).observe()).isInstanceOf(ProtectionAdapter.TargetGone.class);
    }
}
