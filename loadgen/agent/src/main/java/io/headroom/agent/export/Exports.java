package io.headroom.agent.export;

import io.headroom.agent.CommandFailure;
import io.headroom.agent.ExitCode;
import io.headroom.agent.quantity.FileTrouble;
import io.headroom.agent.quantity.Setting;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Where results go, in which forms.
 *
 * @param destinations by form, each a file or {@code -} for standard output
 */
public record Exports(Map<Form, Setting> destinations) {

    private static final String STANDARD_OUTPUT = "-";

    /** What other programs read. */
    public enum Form {
        JSON,
        JUNIT,
        MARKDOWN,
        HDR,
        CSV
    }

    public boolean wants(Form form) {
        return destinations.containsKey(form);
    }

    /** Whether standard output belongs to a document, so that people's lines have to go elsewhere. */
    public boolean takeStandardOutput() {
        return destinations.values().stream().anyMatch(Exports::isStandardOutput);
    }

    /** Fails now rather than after minutes of measuring, if something cannot be written. An existing file is left as it is until then. */
    public void prove() {
        List<Setting> toOutput =
                destinations.values().stream().filter(Exports::isStandardOutput).toList();
        if (toOutput.size() > 1) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "%s cannot all go to standard output: name files for all but one."
                            .formatted(toOutput.stream().map(Setting::name).collect(Collectors.joining(" and "))));
        }
        destinations.values().stream()
                .filter(setting -> !isStandardOutput(setting))
                .forEach(Exports::prove);
    }

    /**
     * Writes everything. What cannot be written does not keep the rest from it; then the first failure is thrown.
     *
     * @param output takes what goes to standard output
     * @return the files that were written
     */
    public List<Path> write(Documents documents, Consumer<String> output) {
        List<Path> written = new ArrayList<>();
        List<CommandFailure> failures = new ArrayList<>();
        destinations.forEach((form, setting) -> {
            byte[] document = documents.of(form);
            if (isStandardOutput(setting)) {
                output.accept(new String(document, StandardCharsets.UTF_8).stripTrailing());
                return;
            }
            try {
                written.add(write(setting, document));
            } catch (CommandFailure failure) {
                failures.add(failure);
            }
        });
        if (!failures.isEmpty()) {
            throw failures.getFirst();
        }
        return written;
    }

    private static Path write(Setting setting, byte[] document) {
        Path file = Path.of(setting.value());
        try {
            return Files.write(file, document);
        } catch (IOException failure) {
            throw new CommandFailure(
                    ExitCode.ENVIRONMENT,
                    "%s %s could not be written (%s): what was measured stands in the lines above."
                            .formatted(setting.name(), setting.value(), FileTrouble.of(failure)));
        }
    }

    private static void prove(Setting setting) {
        try {
            Path file = Path.of(setting.value()).toAbsolutePath();
            boolean existed = Files.exists(file);
            Files.newByteChannel(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE)
                    .close();
            if (!existed) {
                Files.delete(file);
            }
        } catch (IOException failure) {
            throw unwritable(setting, failure);
        }
    }

    private static boolean isStandardOutput(Setting setting) {
        return setting.value().equals(STANDARD_OUTPUT);
    }

    private static CommandFailure unwritable(Setting setting, IOException failure) {
        return new CommandFailure(
                ExitCode.USAGE,
                "%s %s cannot be written (%s): name a file in a folder that exists and that you may write to."
                        .formatted(setting.name(), setting.value(), FileTrouble.of(failure)));
    }
}
