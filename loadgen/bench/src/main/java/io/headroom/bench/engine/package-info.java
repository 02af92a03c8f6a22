/** What is measured of the load engine, one class for each kind of work. */
@NullMarked
package io.headroom.bench.engine;

import org.jspecify.annotations.NullMarked;
