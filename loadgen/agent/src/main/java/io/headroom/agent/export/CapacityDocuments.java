package io.headroom.agent.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.headroom.agent.export.Exports.Form;
import io.headroom.protocol.capacity.CapacityResult;

/** What a search for capacity found. It has no interval log, for nobody asks for every latency of an hour of steps. */
public record CapacityDocuments(CapacityResult result) implements Documents {

    @Override
    public byte[] of(Form form) {
        return switch (form) {
            case JSON -> ResultJson.written(result).getBytes(UTF_8);
            case JUNIT -> JUnitReport.of(result).getBytes(UTF_8);
            case MARKDOWN -> CapacityMarkdown.of(result).getBytes(UTF_8);
            case CSV -> LadderCsv.of(result.steps()).getBytes(UTF_8);
            case HDR -> throw new IllegalArgumentException("a search for capacity has no interval log");
        };
    }
}
