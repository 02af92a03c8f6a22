package io.headroom.platform.campaign;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.headroom.platform.environment.Environment;
import io.headroom.platform.environment.EnvironmentFailure;
import io.headroom.platform.environment.Environments;
import io.headroom.platform.environment.Lifetime;
import io.headroom.platform.run.RunContext;
import io.headroom.platform.run.Stage;
import io.headroom.platform.run.StageFailure;
import io.headroom.protocol.Fault;
import io.headroom.protocol.run.RunRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Terraform makes the environment. */
final class ProvisionEnvironment implements Stage {

    /** Beside what is measured: boots, set-up, proofs, and time to look at what went wrong. */
    private static final Duration AROUND = Duration.ofMinutes(20);

    private final Environments environments;
    private final ObjectMapper json;

    ProvisionEnvironment(Environments environments, ObjectMapper json) {
        this.environments = environments;
        this.json = json;
    }

    @Override
    public String name() {
        return StageName.PROVISION.text();
    }

    @Override
    public Outcome perform(RunContext context) throws StageFailure, InterruptedException {
        RunRequest request = context.request();
        Duration longest = MeasuringStages.of(request).longest(CampaignPlan.preset(request), request);
        Lifetime lifetime = new Lifetime(longest.plus(AROUND), longest);
        try {
            Environment environment = environments.create(
                    context.run(),
                    Path.of(request.module()),
                    inputs(request),
                    lifetime,
                    created -> context.doing("created " + created.substring(created.lastIndexOf('.') + 1)));
            compare(context);
            return Outcome.of("environment " + environment.name() + " stands at "
                    + environment.outputs().orElseThrow().targetUrl() + "; it destroys itself at "
                    + environment.expires().truncatedTo(ChronoUnit.SECONDS));
        } catch (EnvironmentFailure failure) {
            throw StageFailure.failed(failure.isUsersFault() ? Fault.USER : Fault.PLATFORM, failure.sentence());
        }
    }

    /** With production's profile as it is now: what the file says later is not what the run was compared with. */
    private void compare(RunContext context) throws EnvironmentFailure, InterruptedException {
        String profile = context.request().profile();
        if (profile != null) {
            JsonNode production = EnvironmentParity.production(profile, json);
            context.keep(EnvironmentParity.made(context.run(), production, environments));
        }
    }

    /** One instance: what the measurement begins with. The group grows when the extrapolation is checked. */
    private static Map<String, Object> inputs(RunRequest request) {
        Map<String, Object> inputs = new LinkedHashMap<>();
        inputs.put("instance_class", request.instanceClass());
        inputs.put("instances", 1);
        if (request.workers() != null && request.serviceTimeMillis() != null) {
            inputs.put("workers", request.workers());
            inputs.put("service_time_ms", request.serviceTimeMillis());
        }
        List<String> defects = request.defects();
        if (defects != null && !defects.isEmpty()) {
            inputs.put("defects", defects);
        }
        return inputs;
    }
}
