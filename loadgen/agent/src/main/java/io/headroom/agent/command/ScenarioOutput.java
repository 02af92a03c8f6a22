package io.headroom.agent.command;

import io.headroom.agent.CommandFailure;
import io.headroom.agent.ExitCode;
import io.headroom.agent.terminal.Terminal;
import io.headroom.authoring.WrittenScenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.lang.model.SourceVersion;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a written scenario goes, and what it is called. */
final class ScenarioOutput {

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "Name of the class; by default it follows from the file that is written or read.")
    @Nullable
    String name;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "The file to write; by default NAME.java in the current folder.")
    @Nullable
    Path out;

    @Option(names = "--force", description = "Write over a file that exists.")
    boolean force;

    /** @param source that the name follows from if none is given */
    String className(String source) {
        if (name != null) {
            if (!SourceVersion.isName(name) || name.contains(".")) {
                throw new CommandFailure(
                        ExitCode.USAGE,
                        "--name is %s, and must be the name of a Java class, for example CheckoutJourneys."
                                .formatted(name));
            }
            return name;
        }
        if (out != null) {
            String base = String.valueOf(out.getFileName()).replaceAll("\\.java$", "");
            if (SourceVersion.isName(base) && !base.contains(".")) {
                return base;
            }
        }
        String words = Arrays.stream(source.replaceAll("\\.\\w{1,8}$", "").split("[^A-Za-z0-9]+"))
                .filter(word -> !word.isEmpty())
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining());
        String safe = words.isEmpty() || Character.isDigit(words.charAt(0)) ? "Recorded" + words : words;
        return safe.endsWith("Journeys") ? safe : safe + "Journeys";
    }

    /** The file that will be written; refuses early what could not be written in the end. */
    Path file(String className) {
        Path file = out == null ? Path.of(className + ".java") : out;
        if (Files.isDirectory(file)) {
            throw new CommandFailure(ExitCode.USAGE, "--out is %s, which is a folder; name a file.".formatted(file));
        }
        if (Files.exists(file) && !force) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "%s exists already: name another file by --out FILE, or write over it by --force.".formatted(file));
        }
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder) || !Files.isWritable(folder)) {
            throw new CommandFailure(
                    ExitCode.USAGE, "The folder of %s is missing or cannot be written to.".formatted(file));
        }
        return file;
    }

    /** Writes the file as a whole, and says what became of the input. */
    void write(WrittenScenario scenario, Path file, Terminal terminal) {
        Path whole = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.writeString(whole, scenario.source());
            Files.move(whole, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.ENVIRONMENT, "%s cannot be written: %s".formatted(file, e.getMessage()));
        }
        terminal.print("%s: %s".formatted(file, scenario.summary().getFirst()));
        scenario.summary().stream().skip(1).forEach(line -> terminal.print("  " + line));
        scenario.warnings().forEach(warning -> terminal.say("warning: " + warning));
    }
}
