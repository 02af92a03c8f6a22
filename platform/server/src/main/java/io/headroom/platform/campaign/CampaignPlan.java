package io.headroom.platform.campaign;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.headroom.exploration.Preset;
import io.headroom.platform.environment.EnvironmentFailure;
import io.headroom.platform.environment.Environments;
import io.headroom.platform.finding.Findings;
import io.headroom.platform.fleet.Fleet;
import io.headroom.platform.fleet.LocalAgent;
import io.headroom.platform.lease.RunLeases;
import io.headroom.platform.protection.Protections;
import io.headroom.platform.report.Reports;
import io.headroom.platform.run.RunPlan;
import io.headroom.platform.run.Stage;
import io.headroom.platform.scenario.Scenarios;
import io.headroom.platform.telemetry.Telemetry;
import io.headroom.protocol.run.RunRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Turns a request into the stages of a run, after checking whatever can be checked before anything is created. */
@ApplicationScoped
class CampaignPlan implements RunPlan {

    private static final int INSTANCES_MIN = 2;
    private static final int INSTANCES_MAX = 16;

    private final Environments environments;
    private final Protections protections;
    private final Scenarios scenarios;
    private final Fleet fleet;
    private final LocalAgent localAgent;
    private final Reports reports;
    private final Nights nights;
    private final Telemetry telemetry;
    private final RunLeases leases;
    private final Findings findings;
    private final ObjectMapper json;

    CampaignPlan(
            Environments environments,
            Protections protections,
            Scenarios scenarios,
            Fleet fleet,
            LocalAgent localAgent,
            Reports reports,
            Nights nights,
            Telemetry telemetry,
            RunLeases leases,
            Findings findings,
            ObjectMapper json) {
        this.environments = environments;
        this.protections = protections;
        this.scenarios = scenarios;
        this.fleet = fleet;
        this.localAgent = localAgent;
        this.reports = reports;
        this.nights = nights;
        this.telemetry = telemetry;
        this.leases = leases;
        this.findings = findings;
        this.json = json;
    }

    @Override
    public List<Stage> stages(RunRequest request) {
        Workbench bench = new Workbench();
        LoadSession session = new LoadSession(fleet, bench, telemetry);
        LoadDriver leased = new LeasedLoad(session, () -> leases.standing(session.run()));
        CapacityMeasurement measurement = new CapacityMeasurement(leased, bench);
        ProfiledLoad load = new ProfiledLoad(leased, bench);
        MeasuringStages asked = MeasuringStages.of(request);
        List<Stage> stages = new ArrayList<>(List.of(
                new ProvisionEnvironment(environments, json),
                new VerifyReachable(environments, localAgent, bench),
                new RelaxProtections(environments, protections),
                new PinOneInstance(environments, bench, json),
                new ExploreCapacity(environments, protections, scenarios, session, measurement)));
        if (asked.stress()) {
            stages.addAll(stress(OverloadScope.ONE, load, measurement, bench));
        }
        if (asked.extrapolate()) {
            stages.add(new CheckExtrapolation(measurement, bench));
        }
        if (asked.stress() && asked.extrapolate()) {
            stages.addAll(stress(OverloadScope.ALL, load, measurement, bench));
        }
        if (asked.assess()) {
            stages.add(new AssessScaling(load, measurement, bench, AssessScaling.QUIET));
        }
        if (asked.rerun()) {
            stages.add(new RerunSuspicion(measurement, bench, nights::suspicions));
        }
        InstanceGroupBefore before = new InstanceGroupBefore(environments, json);
        stages.add(new RestoreProtections(protections, before, bench));
        stages.add(new DestroyEnvironment(environments, protections, telemetry, bench));
        stages.add(new AnalyseFigures(findings));
        stages.add(new WriteReport(environments, protections, scenarios, reports, nights));
        return List.copyOf(stages);
    }

    private static List<Stage> stress(
            OverloadScope scope, ProfiledLoad load, CapacityMeasurement measurement, Workbench bench) {
        return List.of(new StressInstances(scope, load, bench), new AwaitRecovery(scope, measurement, bench));
    }

    @Override
    public void check(RunRequest request) {
        require(request.service(), "service");
        require(request.module(), "module");
        require(request.scenario(), "scenario");
        require(request.instanceClass(), "instanceClass");
        if (!Files.isDirectory(Path.of(request.module()))) {
            throw new InvalidRequest(
                    "module",
                    "module '" + request.module() + "' is not a folder: give the folder of a Terraform module");
        }
        preset(request);
        if (request.instances() < INSTANCES_MIN || request.instances() > INSTANCES_MAX) {
            throw new InvalidRequest(
                    "instances",
                    "instances " + request.instances() + " must be from " + INSTANCES_MIN + " to " + INSTANCES_MAX
                            + ": the prediction is checked with several");
        }
        MeasuringStages.check(request);
        if ((request.workers() == null) != (request.serviceTimeMillis() == null)) {
            throw new InvalidRequest("workers", "workers and serviceTimeMillis go together: give both, or neither");
        }
        checkProfile(request);
        try {
            scenarios.read(request.scenario());
        } catch (Scenarios.UnreadableScenario unreadable) {
            throw new InvalidRequest("scenario", String.valueOf(unreadable.getMessage()));
        }
        Environments.obstacle().ifPresent(obstacle -> {
            throw new Unable(obstacle);
        });
    }

    private void checkProfile(RunRequest request) {
        try {
            if (request.profile() != null) {
                EnvironmentParity.production(request.profile(), json);
            }
        } catch (EnvironmentFailure malformed) {
            throw new InvalidRequest("profile", malformed.sentence());
        }
    }

    private static void require(@org.jspecify.annotations.Nullable String value, String field) {
        if (value == null || value.isBlank()) {
            throw new InvalidRequest(field, field + " is missing: a run needs it");
        }
    }

    static Preset preset(RunRequest request) {
        try {
            return Preset.valueOf(String.valueOf(request.preset()).toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw new InvalidRequest(
                    "preset", "preset '" + request.preset() + "' is not known: give quick, standard or thorough");
        }
    }
}
