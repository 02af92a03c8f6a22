package io.headroom.agent.export;

import io.headroom.agent.ladder.LadderText;
import io.headroom.protocol.capacity.LoadStep;
import io.headroom.protocol.capacity.LoadStep.Latency;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Load steps as CSV (RFC 4180): one row each, in order; latencies in milliseconds, empty where the sample cannot carry a percentile. */
final class LadderCsv {

    private static final String HEAD =
            "rate,knee,maximum,seconds,offered,sent,completed,errors,dropped,throughput,p50,p95,p99,max,mean\r\n";

    private LadderCsv() {}

    static String of(List<LoadStep> steps) {
        var text = new StringBuilder(HEAD);
        for (LoadStep step : steps) {
            Latency response = step.response();
            row(
                    text,
                    step.rate(),
                    step.verdict(),
                    step.saturation(),
                    step.seconds(),
                    step.offered(),
                    step.sent(),
                    step.completed(),
                    LadderText.failed(step),
                    step.dropped(),
                    step.throughput(),
                    response.p50(),
                    response.p95(),
                    response.p99(),
                    response.max(),
                    response.mean());
        }
        return text.toString();
    }

    private static void row(StringBuilder text, @Nullable Object... cells) {
        for (int i = 0; i < cells.length; i++) {
            Object cell = cells[i];
            text.append(i == 0 ? "" : ",").append(cell == null ? "" : cell);
        }
        text.append("\r\n");
    }
}
