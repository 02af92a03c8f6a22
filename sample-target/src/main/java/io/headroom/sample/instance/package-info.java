/**
 * What this process is: its settings ({@link io.headroom.sample.instance.InstanceConfiguration}), and how it tells
 * them at start and at {@code GET /sample/instance}.
 */
@NullMarked
package io.headroom.sample.instance;

import org.jspecify.annotations.NullMarked;
