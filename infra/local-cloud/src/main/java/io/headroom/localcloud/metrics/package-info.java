/** What instances, database and machine use, as a cloud's monitoring would say. {@link io.headroom.localcloud.metrics.Metrics} is the door. */
@NullMarked
package io.headroom.localcloud.metrics;

import org.jspecify.annotations.NullMarked;
