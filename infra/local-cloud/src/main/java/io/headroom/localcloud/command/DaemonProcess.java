package io.headroom.localcloud.command;

import io.headroom.localcloud.folder.CloudFolder;
import io.headroom.localcloud.processes.Reaper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The daemon as a process: in a session of its own and with no stream of ours, so that nobody waits for it. */
final class DaemonProcess {

    private static final int WORDS_LINES_MAX = 5;

    private DaemonProcess() {}

    static Process start(CloudFolder folder, String runId, Instant expiry, List<String> instanceCommand)
            throws IOException {
        List<String> command = new ArrayList<>(Reaper.inOwnSession());
        command.addAll(List.of(SampleTarget.java(), "-XX:+UseSerialGC", "-Xmx256m", "-XX:-UsePerfData"));
        // Netty's buffers; the JVM would warn about them at every start.
        command.add("--sun-misc-unsafe-memory-access=allow");
        command.addAll(List.of("-cp", absoluteClassPath(), "io.headroom.localcloud.LocalCloud", "daemon"));
        command.addAll(List.of("--name", folder.name(), "--run-id", runId, "--expires-at", expiry.toString()));
        instanceCommand.forEach(word -> command.add("--instance-command=" + word));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.path().toFile())
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.log().toFile()));
        builder.environment().put(Reaper.MARK, folder.path().toString());
        return builder.start();
    }

    /** The end of its log, on one line. */
    static String lastWords(CloudFolder folder) {
        try {
            List<String> lines = Files.readAllLines(folder.log());
            return String.join(" | ", lines.subList(Math.max(0, lines.size() - WORDS_LINES_MAX), lines.size()));
        } catch (IOException unreadable) {
            return "it left no message.";
        }
    }

    private static String absoluteClassPath() {
        List<String> entries = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            entries.add(new File(entry).getAbsolutePath());
        }
        return String.join(File.pathSeparator, entries);
    }
}
