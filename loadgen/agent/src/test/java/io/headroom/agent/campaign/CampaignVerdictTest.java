package io.headroom.agent.campaign;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.agent.ExitCode;
import io.headroom.agent.demo.Results;
import io.headroom.agent.export.Exports.Form;
import io.headroom.agent.export.RunDocuments;
import io.headroom.protocol.campaign.CampaignView;
import io.headroom.protocol.run.RunResult;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a run of which 190 requests/s are carried, 202 are not, and a regression is suspected means for a pipeline. */
class CampaignVerdictTest {

    private static final RunResult RESULT = Results.passed("run-1");

    @Test
    void theGateDecides_whereTheRunPassed() {
        assertThat(gated(false, 180.0).exitCode()).isEqualTo(ExitCode.PASS);
        assertThat(gated(false, 210.0).exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(gated(false, 196.0).exitCode()).isEqualTo(ExitCode.UNMEASURED);
        assertThat(gated(true, null)).satisfies(suspected -> {
            assertThat(suspected.exitCode()).isEqualTo(ExitCode.UNMEASURED);
            assertThat(suspected.sentence()).contains("12.0 % less than before since run run-0");
        });
        assertThat(CampaignVerdict.of(null, RESULT).exitCode()).isEqualTo(ExitCode.PASS);
    }

    @Test
    void itsDocumentsSayTheSame() {
        CampaignVerdict failed = gated(false, 210.0);
        RunDocuments documents = new RunDocuments(RESULT, "{}", failed.verdict(), failed.sentence());

        assertThat(new String(documents.of(Form.JUNIT), UTF_8))
                .contains("tests=\"2\" failures=\"1\" errors=\"0\"")
                .contains("<testcase name=\"the gate\"")
                .contains("<property name=\"maximum.estimate\" value=\"196.0\"/>");
        assertThat(new String(documents.of(Form.MARKDOWN), UTF_8))
                .contains("failed: profile-service")
                .contains("202 requests/s are not carried, and 210 requests/s are asked for")
                .contains("| maximum |");
    }

    private static CampaignVerdict gated(boolean regression, @Nullable Double minimum) {
        return CampaignVerdict.of(new CampaignView.Gate(regression, minimum), RESULT);
    }
}
