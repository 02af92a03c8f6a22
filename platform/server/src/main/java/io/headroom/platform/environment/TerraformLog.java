package io.headroom.platform.environment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Follows the file that Terraform writes its {@code -json} events to, one a line. Lines that are not events, and fields and types that this
 * version does not know, are passed over.
 */
final class TerraformLog {

    private static final int SENTENCE_MAX = 600;

    private final Path log;
    private final ObjectMapper json;
    private final Consumer<String> progress;
    private final StringBuilder problems = new StringBuilder();
    private final StringBuilder unfinishedLine = new StringBuilder();
    private long position;

    TerraformLog(Path log, ObjectMapper json, Consumer<String> progress) {
        this.log = log;
        this.json = json;
        this.progress = progress;
    }

    /** Reads what has been written since the last call. */
    void read() {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            file.seek(position);
            byte[] added = new byte[(int) Math.min(file.length() - position, 1 << 20)];
            file.readFully(added);
            position += added.length;
            unfinishedLine.append(new String(added, StandardCharsets.UTF_8));
        } catch (IOException notWrittenYet) {
            return;
        }
        int end;
        while ((end = unfinishedLine.indexOf("\n")) >= 0) {
            event(unfinishedLine.substring(0, end));
            unfinishedLine.delete(0, end + 1);
        }
    }

    private void event(String line) {
        if (!line.startsWith("{")) {
            return;
        }
        try {
            JsonNode event = json.readTree(line);
            switch (event.path("type").asText()) {
                case "apply_complete" ->
                    progress.accept(
                            event.path("hook").path("resource").path("addr").asText());
                case "diagnostic" -> diagnostic(event.path("diagnostic"));
                default -> {} // version, planned_change, apply_start, outputs …: nothing that people wait for
            }
        } catch (JsonProcessingException notAnEvent) {
            // A provisioner printed something that begins like one.
        }
    }

    private void diagnostic(JsonNode diagnostic) {
        if ("error".equals(diagnostic.path("severity").asText())) {
            problems.append(problems.isEmpty() ? "" : "; ")
                    .append(diagnostic.path("summary").asText())
                    .append(": ")
                    .append(diagnostic.path("detail").asText());
        }
    }

    /** What went wrong, in one line. */
    String problem(Path errors) {
        String text = problems.isEmpty() ? contentOf(errors) : problems.toString();
        String oneLine = text.replaceAll("\\s+", " ").strip();
        return oneLine.length() <= SENTENCE_MAX ? oneLine : oneLine.substring(0, SENTENCE_MAX) + "…";
    }

    private static String contentOf(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException none) {
            return "it gave no reason";
        }
    }
}
