package io.headroom.bench.engine;

import io.headroom.bench.generator.Generator;
import io.headroom.bench.measure.BenchFailure;
import io.headroom.bench.measure.Cores;
import io.headroom.bench.measure.Recording;
import io.headroom.bench.measure.Watch;
import io.headroom.bench.server.Nginx;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * Where measuring happens: one server on one core, one generator at a time on another.
 *
 * @param folder for whatever is written meanwhile
 * @param patience how long a run waits for the machine's other work to end
 * @param progress told in a line what is under way, or what it brought
 */
record Laboratory(Cores cores, Nginx nginx, Path folder, Duration patience, Consumer<String> progress) {

    /**
     * Runs a generator to its end, with nginx as its target.
     *
     * @param duration of its load
     */
    Recording run(Generator generator, List<String> command, Duration duration)
            throws IOException, InterruptedException {
        return run(generator, command, duration, nginx, Watch.Observer.NONE);
    }

    /** Runs a generator to its end. */
    Recording run(
            Generator generator,
            List<String> command,
            Duration duration,
            Watch.CountingServer server,
            Watch.Observer observer)
            throws IOException, InterruptedException {
        var program = new Watch.Program(
                command, generator.environment(), generator.exitCodes(), duration.plus(generator.overhead()));
        Recording recording = new Watch(cores, server, folder, patience).run(generator.name(), program, observer);
        generator.complaint(recording.output(), folder).ifPresent(wrong -> {
            throw BenchFailure.environment(
                    "requests of %s failed, so it was not measured: %s".formatted(generator.name(), wrong));
        });
        return recording;
    }
}
