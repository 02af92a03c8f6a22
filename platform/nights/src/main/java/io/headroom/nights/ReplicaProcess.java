package io.headroom.nights;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A replica as a child process. */
final class ReplicaProcess implements AutoCloseable {

    private final Process process;
    private final BufferedReader said;

    private ReplicaProcess(Process process) {
        this.process = process;
        this.said = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** @param arguments as {@link Replica} takes them */
    static ReplicaProcess start(List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-Xmx48m",
                "-cp",
                System.getProperty("java.class.path"),
                Replica.class.getName()));
        command.addAll(arguments);
        return new ReplicaProcess(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    void look(Season season, Instant now, Death death) {
        try {
            String order = "%s %s %s\n".formatted(season.campaign(), now, death);
            process.getOutputStream().write(order.getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
        } catch (IOException dead) {
            // It shows when it is waited for.
        }
    }

    void kill() {
        process.destroyForcibly();
    }

    /** Waits until it has looked; otherwise it is dead. */
    boolean hasLooked() throws InterruptedException {
        try {
            if (Replica.LOOKED.equals(said.readLine())) {
                return true;
            }
        } catch (IOException broken) {
            // It was killed in mid-word.
        }
        process.waitFor();
        return false;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
