/** Versioned test code from a folder. */
@NullMarked
package io.headroom.platform.scenario;

import org.jspecify.annotations.NullMarked;
