package io.headroom.platform.campaign;

import io.headroom.platform.environment.EnvironmentOutputs;
import io.headroom.platform.environment.Environments;
import io.headroom.platform.fleet.Fleet;
import io.headroom.platform.fleet.LocalAgent;
import io.headroom.platform.run.RunContext;
import io.headroom.platform.run.Stage;
import io.headroom.platform.run.StageFailure;
import io.headroom.protocol.Fault;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** The service answers through its public entrance, and an agent has dialled in. */
final class VerifyReachable implements Stage {

    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(10);

    private final Environments environments;
    private final LocalAgent localAgent;
    private final Workbench bench;

    VerifyReachable(Environments environments, LocalAgent localAgent, Workbench bench) {
        this.environments = environments;
        this.localAgent = localAgent;
        this.bench = bench;
    }

    @Override
    public String name() {
        return StageName.VERIFY.text();
    }

    @Override
    public Outcome perform(RunContext context) throws StageFailure, InterruptedException {
        EnvironmentOutputs outputs = StandingEnvironment.of(environments, context);
        requireHealthy(URI.create(outputs.targetUrl() + outputs.verification().healthPath()));
        try {
            bench.hold(localAgent.start("local-" + context.run()));
        } catch (Fleet.WorkFailed failed) {
            throw StageFailure.failed(failed.fault(), failed.sentence());
        }
        return Outcome.of("the service answers at " + outputs.targetUrl() + "; one local agent is ready");
    }

    private static void requireHealthy(URI health) throws StageFailure, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(health)
                .timeout(ANSWER_LIMIT)
                .header("User-Agent", "headroom-platform")
                .build();
        try (HttpClient http =
                HttpClient.newBuilder().connectTimeout(ANSWER_LIMIT).build()) {
            int status = http.send(request, BodyHandlers.discarding()).statusCode();
            if (status != 200) {
                throw StageFailure.failed(
                        Fault.PLATFORM, "the environment's service is not healthy: " + health + " answered " + status);
            }
        } catch (IOException unreachable) {
            throw StageFailure.failed(
                    Fault.PLATFORM,
                    "the service cannot be reached at " + health + " ("
                            + unreachable.getClass().getSimpleName() + ")");
        }
    }
}
