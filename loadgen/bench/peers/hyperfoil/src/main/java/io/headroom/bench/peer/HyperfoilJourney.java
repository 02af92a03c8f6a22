package io.headroom.bench.peer;

import io.hyperfoil.api.config.Benchmark;
import io.hyperfoil.api.config.BenchmarkData;
import io.hyperfoil.core.impl.LocalSimulationRunner;
import io.hyperfoil.core.parser.BenchmarkParser;
import java.io.InputStream;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/**
 * Register, fetch, update by Hyperfoil in this JVM; its command line is not in Maven Central. Arguments: URL, users, seconds. Ends with 1 if a request
 * failed.
 */
public final class HyperfoilJourney {

    private HyperfoilJourney() {}

    public static void main(String[] arguments) throws Exception {
        Map<String, String> parameters =
                Map.of("URL", arguments[0], "USERS", arguments[1], "DURATION", arguments[2] + "s");
        Benchmark benchmark;
        try (InputStream file = HyperfoilJourney.class.getResourceAsStream("/journey.hf.yaml")) {
            benchmark = BenchmarkParser.instance().buildBenchmark(file, BenchmarkData.EMPTY, parameters);
        }
        var answered = new LongAdder();
        var failed = new LongAdder();
        new LocalSimulationRunner(
                        benchmark,
                        (phase, step, metric, snapshot, count) -> {
                            answered.add(snapshot.responseCount);
                            failed.add(snapshot.invalid
                                    + snapshot.connectionErrors
                                    + snapshot.requestTimeouts
                                    + snapshot.internalErrors);
                        },
                        null,
                        null)
                .run();
        System.out.println("answered " + answered + ", failed " + failed);
        System.exit(failed.sum() == 0 ? 0 : 1);
    }
}
