package io.headroom.platform.campaign;

import io.headroom.platform.environment.Environment;
import io.headroom.platform.environment.EnvironmentOutputs;
import io.headroom.platform.environment.EnvironmentOutputs.Guard;
import io.headroom.platform.environment.Environments;
import io.headroom.platform.protection.Protections;
import io.headroom.platform.run.RunContext;
import io.headroom.platform.run.Stage;
import io.headroom.platform.run.StageFailure;
import io.headroom.protection.RelaxRestore;
import io.headroom.protection.Relaxation;
import io.headroom.protocol.Fault;
import io.headroom.protocol.run.RunEvent.Severity;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The protections let the run's agents through, and nobody else: seen to block before, to open for the agents, and to block all others still. */
final class RelaxProtections implements Stage {

    private final Environments environments;
    private final Protections protections;

    RelaxProtections(Environments environments, Protections protections) {
        this.environments = environments;
        this.protections = protections;
    }

    @Override
    public String name() {
        return StageName.RELAX.text();
    }

    @Override
    public Outcome perform(RunContext context) throws StageFailure, InterruptedException {
        EnvironmentOutputs outputs = StandingEnvironment.of(environments, context);
        Instant deadline = deadline(context);
        List<String> names = new ArrayList<>();
        for (Guard guard : outputs.protections()) {
            try {
                Relaxation relaxed = protections.relax(context.run(), outputs, guard, deadline);
                names.add(guard.name());
                context.note(Severity.INFO, sentence(relaxed));
            } catch (Protections.Refused refused) {
                throw StageFailure.failed(Fault.PLATFORM, refused.sentence());
            } catch (IllegalArgumentException mismatch) {
                throw StageFailure.failed(Fault.USER, String.valueOf(mismatch.getMessage()));
            }
        }
        return names.isEmpty()
                ? Outcome.of("nothing guards this target")
                : Outcome.of(String.join(" and ", names) + " relaxed for the agents alone until "
                        + deadline.truncatedTo(ChronoUnit.SECONDS));
    }

    /** No later than the environment's own end, and never longer than the protocol allows. */
    private Instant deadline(RunContext context) {
        Instant end =
                environments.ofRun(context.run()).map(Environment::expires).orElseThrow();
        Instant longest = context.created().plus(RelaxRestore.RELAXED_MAX);
        return end.isBefore(longest) ? end : longest;
    }

    private static String sentence(Relaxation relaxed) {
        Double share = relaxed.blockedShareBefore();
        return String.format(
                Locale.ROOT,
                "%s blocked %.0f %% of a burst before; now the agents pass, and others are still blocked",
                relaxed.protection().name(),
                100 * (share == null ? 0 : share));
    }
}
