/**
 * From a source file to journeys that can be walked: compiled in memory, checked, bound to one instance per event loop.
 */
@NullMarked
package io.headroom.engine.scenario;

import org.jspecify.annotations.NullMarked;
