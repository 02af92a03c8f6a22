/** What the judge of nights says of simulated series, and whether change points are those of Apache Otava on its own series. */
@NullMarked
package io.headroom.bench.regression;

import org.jspecify.annotations.NullMarked;
