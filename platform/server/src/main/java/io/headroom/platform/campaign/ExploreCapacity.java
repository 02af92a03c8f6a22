package io.headroom.platform.campaign;

import io.headroom.exploration.CapacitySearch;
import io.headroom.exploration.Limits;
import io.headroom.exploration.Preset;
import io.headroom.platform.environment.EnvironmentOutputs;
import io.headroom.platform.environment.Environments;
import io.headroom.platform.fleet.Fleet.WorkFailed;
import io.headroom.platform.protection.Protections;
import io.headroom.platform.run.RunContext;
import io.headroom.platform.run.Stage;
import io.headroom.platform.run.StageFailure;
import io.headroom.platform.scenario.Scenarios;
import io.headroom.protocol.Fault;
import io.headroom.protocol.capacity.MeasuredCapacity;
import io.headroom.protocol.fleet.Work;
import io.headroom.protocol.fleet.WorkResult.Prepared;
import io.headroom.protocol.run.RunEvent.Severity;
import io.headroom.protocol.run.Verdict;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** Finds the breaking point of one instance. */
final class ExploreCapacity implements Stage {

    /** No rate above this is ever asked of a target. */
    static final double CEILING = 5_000;

    private static final Duration REQUEST_LIMIT = Duration.ofSeconds(10);

    private final Environments environments;
    private final Protections protections;
    private final Scenarios scenarios;
    private final LoadSession session;
    private final CapacityMeasurement measurement;

    ExploreCapacity(
            Environments environments,
            Protections protections,
            Scenarios scenarios,
            LoadSession session,
            CapacityMeasurement measurement) {
        this.environments = environments;
        this.protections = protections;
        this.scenarios = scenarios;
        this.session = session;
        this.measurement = measurement;
    }

    @Override
    public String name() {
        return StageName.EXPLORE.text();
    }

    @Override
    public Outcome perform(RunContext context) throws StageFailure, InterruptedException {
        Preset preset = CampaignPlan.preset(context.request());
        prepare(context, preset);
        CapacitySearch search = CapacitySearch.from(preset, Limits.doubling(), CEILING, seed(context));
        CapacityMeasurement.Found found = measurement.measure(context, name(), 1, search);
        measurement.remember(search.baseline());
        MeasuredCapacity capacity = found.capacity();
        String sentence = String.format(
                Locale.ROOT,
                "one instance carries at most %.0f requests/s, and answers well up to %.0f",
                capacity.maximum().estimate(),
                capacity.knee().estimate());
        StageOutput output = StageOutput.of(capacity)
                .with(found.measured().steps(), found.measured().health());
        if (capacity.maximum().upper() == null) {
            throw new StageFailure(
                    Verdict.INCONCLUSIVE,
                    Fault.USER,
                    String.format(
                            Locale.ROOT,
                            "one instance carries at least %.0f requests/s: %s",
                            capacity.maximum().lower(),
                            String.valueOf(capacity.maximum().reason())),
                    Optional.of(output));
        }
        context.found(sentence);
        return Outcome.of(sentence, output);
    }

    private void prepare(RunContext context, Preset preset) throws StageFailure, InterruptedException {
        EnvironmentOutputs outputs = StandingEnvironment.of(environments, context);
        Scenarios.Source scenario = scenarios.read(context.request().scenario());
        Work.Target target =
                new Work.Target(outputs.targetUrl(), protections.headers(context.run()), REQUEST_LIMIT.toMillis());
        session.traceFor(context.run());
        try {
            Prepared prepared = session.prepare(scenario, target, seed(context), preset.window(), context::doing);
            prepared.warnings().forEach(warning -> context.note(Severity.WARNING, warning));
            context.note(
                    Severity.INFO,
                    String.format(
                            Locale.ROOT,
                            "a journey of %s issues %.2f requests in the mean: rates in requests/s are driven as journeys/s divided by that",
                            prepared.scenario(),
                            prepared.requestsPerJourney()));
        } catch (WorkFailed failed) {
            throw StageFailure.failed(failed.fault(), failed.sentence());
        }
    }

    /** The run's own, so that it can be replayed. */
    private static long seed(RunContext context) {
        return context.run().hashCode();
    }
}
