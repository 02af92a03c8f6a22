package io.headroom.crash;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** An owner as a child process: what it says, and what is done to it. */
final class OwnerProcess implements AutoCloseable {
    private static final Duration POINT_WITHIN = Duration.ofSeconds(30);

    private final Process process;
    private final CompletableFuture<Boolean> atPoint;

    private OwnerProcess(Process process) {
        this.process = process;
        this.atPoint = CompletableFuture.supplyAsync(
                this::saysSo, task -> Thread.ofVirtual().start(task));
    }

    static OwnerProcess start(List<String> java, OwnerSpec spec, Path log) throws IOException {
        var command = new ArrayList<>(java);
        command.add(Owner.class.getName());
        command.addAll(spec.toArguments());
        return new OwnerProcess(
                new ProcessBuilder(command).redirectError(log.toFile()).start());
    }

    private boolean saysSo() {
        try {
            var said = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            // A JVM may have something of its own to say first.
            return said.lines().anyMatch(Points.AT::equals);
        } catch (UncheckedIOException broken) {
            return false;
        }
    }

    /** @return whether it came to its point, and did not end before */
    boolean reachesItsPoint() throws InterruptedException {
        try {
            return atPoint.get(POINT_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException never) {
            return false;
        }
    }

    void say(String word) {
        try {
            process.getOutputStream().write((word + "\n").getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
        } catch (IOException dead) {
            // The dead hear nothing, which is as it should be.
        }
    }

    /** @return whether it ended */
    boolean endsWithin(Duration time) throws InterruptedException {
        return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    void terminate() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }

    void freeze() throws IOException, InterruptedException {
        signal("STOP");
    }

    void thaw() throws IOException, InterruptedException {
        signal("CONT");
    }

    private void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                .start()
                .waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
