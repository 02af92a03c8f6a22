package io.headroom.bench.engine;

import io.headroom.bench.generator.Generator;

/**
 * A generator, and how its rounds went.
 *
 * @param <G> what it can send
 */
record Contestant<G extends Generator>(G generator, Windows windows) {}
