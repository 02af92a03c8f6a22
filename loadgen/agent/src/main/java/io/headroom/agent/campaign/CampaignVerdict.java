package io.headroom.agent.campaign;

import io.headroom.agent.ExitCode;
import io.headroom.campaign.Campaign;
import io.headroom.campaign.GateVerdict;
import io.headroom.protocol.campaign.CampaignView;
import io.headroom.protocol.capacity.MeasuredCapacity;
import io.headroom.protocol.run.RunRegression;
import io.headroom.protocol.run.RunResult;
import io.headroom.protocol.run.Verdict;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * What a campaign's run means for a pipeline: the run's own verdict, and where that is pass the gate's.
 *
 * @param sentence why, for people
 */
public record CampaignVerdict(ExitCode exitCode, Verdict verdict, String sentence) {

    /** @param gate absent for a run of no campaign: its own verdict is all there is */
    public static CampaignVerdict of(CampaignView.@Nullable Gate gate, RunResult result) {
        if (gate == null || result.verdict() != Verdict.PASS) {
            return new CampaignVerdict(
                    ExitCode.of(result.verdict(), result.fault()), result.verdict(), result.reason());
        }
        GateVerdict judged = GateVerdict.of(
                new Campaign.Gate(
                        gate.regression(),
                        gate.minimum() == null ? OptionalDouble.empty() : OptionalDouble.of(gate.minimum())),
                Optional.ofNullable(result.singleInstance()).map(CampaignVerdict::maximum),
                Optional.ofNullable(result.regression()).flatMap(CampaignVerdict::change));
        return switch (judged) {
            case GateVerdict.Passed passed -> new CampaignVerdict(ExitCode.PASS, Verdict.PASS, passed.sentence());
            case GateVerdict.Failed failed -> new CampaignVerdict(ExitCode.FAILED, Verdict.FAILED, failed.sentence());
            case GateVerdict.Open open ->
                new CampaignVerdict(ExitCode.UNMEASURED, Verdict.INCONCLUSIVE, open.sentence());
        };
    }

    private static GateVerdict.Maximum maximum(MeasuredCapacity one) {
        Double upper = one.maximum().upper();
        return new GateVerdict.Maximum(
                one.maximum().lower(), upper == null ? OptionalDouble.empty() : OptionalDouble.of(upper));
    }

    private static Optional<GateVerdict.Change> change(RunRegression regression) {
        Double change = regression.change();
        return change == null
                ? Optional.empty()
                : Optional.of(new GateVerdict.Change(
                        change < 0, regression.verdict().equals("changed"), regression.sentence()));
    }
}
