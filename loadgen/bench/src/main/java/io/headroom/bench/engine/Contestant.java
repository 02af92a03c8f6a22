package io.headroom.bench.engine;

import io.headroom.bench.generator.Generator;

/** A generator, and how its rounds went. */
record Contestant(Generator generator, Windows windows) {}
