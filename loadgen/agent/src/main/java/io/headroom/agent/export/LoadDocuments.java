package io.headroom.agent.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.headroom.agent.export.Exports.Form;
import io.headroom.protocol.load.LoadResult;
import java.util.stream.Stream;

/**
 * A load test's result.
 *
 * @param intervals every latency, for the interval log; read once
 */
public record LoadDocuments(LoadResult result, Stream<Interval> intervals) implements Documents {

    @Override
    public byte[] of(Form form) {
        return switch (form) {
            case JSON -> ResultJson.written(result).getBytes(UTF_8);
            case JUNIT -> JUnitReport.of(result).getBytes(UTF_8);
            case MARKDOWN -> MarkdownReport.of(result).getBytes(UTF_8);
            case CSV -> SeriesCsv.of(result).getBytes(UTF_8);
            case HDR -> IntervalLog.of(result.started(), intervals);
        };
    }
}
