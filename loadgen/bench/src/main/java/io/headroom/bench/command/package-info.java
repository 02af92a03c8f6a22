/** The command line of {@code bench}. */
@NullMarked
package io.headroom.bench.command;

import org.jspecify.annotations.NullMarked;
