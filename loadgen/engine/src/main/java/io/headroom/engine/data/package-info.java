/**
 * What scenarios draw from: random numbers, values that never repeat, ranks, JSON, rows of files. Nothing here knows of loops, time or the network.
 */
@NullMarked
package io.headroom.engine.data;

import org.jspecify.annotations.NullMarked;
