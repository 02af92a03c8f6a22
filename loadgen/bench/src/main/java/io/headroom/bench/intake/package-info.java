/** Taking spans in: the platform beside Zipkin's server, with the same spans. */
@NullMarked
package io.headroom.bench.intake;

import org.jspecify.annotations.NullMarked;
