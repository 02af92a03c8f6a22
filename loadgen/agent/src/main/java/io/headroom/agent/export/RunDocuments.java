package io.headroom.agent.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.headroom.agent.export.Exports.Form;
import io.headroom.protocol.run.RunResult;
import io.headroom.protocol.run.Verdict;

/**
 * What a campaign's run came to.
 *
 * @param json the document as the platform wrote it
 * @param gated what it means for a pipeline
 * @param sentence why
 */
public record RunDocuments(RunResult result, String json, Verdict gated, String sentence) implements Documents {

    @Override
    public byte[] of(Form form) {
        return switch (form) {
            case JSON -> json.getBytes(UTF_8);
            case JUNIT -> JUnitReport.of(result, gated, sentence).getBytes(UTF_8);
            case MARKDOWN -> RunMarkdown.of(this).getBytes(UTF_8);
            case CSV, HDR -> throw new IllegalArgumentException("a campaign's run has no document " + form);
        };
    }
}
