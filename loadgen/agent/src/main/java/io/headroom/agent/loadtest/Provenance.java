package io.headroom.agent.loadtest;

import io.headroom.engine.Target;
import io.headroom.engine.scenario.CompiledScenario;
import io.headroom.protocol.load.LoadResult;
import java.net.URI;

/** Where a result came from, as documents hold it: which test code, sent to which target, by which machine. */
public final class Provenance {

    private static final double NANOS_PER_SECOND = 1e9;

    private Provenance() {}

    public static LoadResult.Scenario scenario(ScenarioFile file, CompiledScenario scenario) {
        return new LoadResult.Scenario(scenario.name(), file.path(), file.hash(scenario.feedHashes()));
    }

    /** Without secrets: no user in the address, no values of headers. */
    public static LoadResult.Target target(Target target) {
        return new LoadResult.Target(
                withoutSecrets(target.baseUrl()),
                target.headers().keySet().stream().sorted().toList(),
                target.timeout().toNanos() / NANOS_PER_SECOND);
    }

    private static String withoutSecrets(URI url) {
        return url.getRawUserInfo() == null ? url.toString() : url.toString().replace(url.getRawUserInfo() + "@", "");
    }

    /** @param headroom version of this program */
    public static LoadResult.Environment environment(String headroom) {
        return new LoadResult.Environment(
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("java.vm.version"),
                System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                headroom);
    }
}
