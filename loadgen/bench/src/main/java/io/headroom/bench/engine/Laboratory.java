package io.headroom.bench.engine;

import io.headroom.bench.generator.Generator;
import io.headroom.bench.generator.Load;
import io.headroom.bench.measure.Cores;
import io.headroom.bench.measure.Recording;
import io.headroom.bench.measure.Watch;
import io.headroom.bench.server.Nginx;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Where measuring happens: one server on one core, one generator at a time on another.
 *
 * @param folder for whatever is written meanwhile
 * @param progress told in a line what is under way, or what it brought
 */
record Laboratory(Cores cores, Nginx nginx, Path folder, Consumer<String> progress) {

    /** Runs a generator to its end. */
    Recording run(Generator generator, Load load) throws IOException, InterruptedException {
        var program = new Watch.Program(
                generator.command(load, folder),
                generator.environment(),
                load.duration().plus(generator.overhead()));
        return new Watch(cores, nginx, folder).run(generator.name(), program);
    }
}
