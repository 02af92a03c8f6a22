package io.headroom.platform.environment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Follows the file that Terraform writes its {@code -json} events to, one a line. The first says their version; another major version is refused.
 * Lines that are not events, and fields and types that this version does not know, are passed over.
 */
final class TerraformLog {

    private static final String EVENTS_MAJOR = "1.";
    private static final int SENTENCE_MAX = 600;
    private static final int CHUNK_BYTES = 1 << 16;

    private final Path log;
    private final ObjectMapper json;
    private final Consumer<String> progress;
    private final StringBuilder problems = new StringBuilder();
    private final ByteArrayOutputStream unfinishedLine = new ByteArrayOutputStream();
    private long position;
    private @Nullable String refusal;

    TerraformLog(Path log, ObjectMapper json, Consumer<String> progress) {
        this.log = log;
        this.json = json;
        this.progress = progress;
    }

    /** Reads what has been written since the last call. */
    void read() {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            while (file.length() > position) {
                file.seek(position);
                byte[] added = new byte[(int) Math.min(file.length() - position, CHUNK_BYTES)];
                file.readFully(added);
                position += added.length;
                take(added);
            }
        } catch (IOException notWrittenYet) {
            // There is nothing to follow yet.
        }
    }

    /** Cuts at line ends while it is still bytes: a chunk may end within a character. */
    private void take(byte[] added) {
        for (byte one : added) {
            if (one == '\n') {
                event(unfinishedLine.toString(StandardCharsets.UTF_8));
                unfinishedLine.reset();
            } else {
                unfinishedLine.write(one);
            }
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
                case "version" -> requireVersion(event);
                case "diagnostic" -> diagnostic(event.path("diagnostic"));
                default -> {} // planned_change, apply_start, outputs …: nothing that people wait for
            }
        } catch (JsonProcessingException notAnEvent) {
            // A provisioner printed something that begins like one.
        }
    }

    private void requireVersion(JsonNode event) {
        String version = event.path("ui").asText();
        if (!version.startsWith(EVENTS_MAJOR)) {
            String program = event.has("tofu")
                    ? "OpenTofu " + event.path("tofu").asText()
                    : "Terraform " + event.path("terraform").asText();
            refusal = program + " writes events of version " + version
                    + ", and this version of Headroom reads 1.x: install one that does";
        }
    }

    /** @return why what it writes cannot be understood, empty if it can */
    Optional<String> refusal() {
        return Optional.ofNullable(refusal);
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
