/** What a load test has to reach: {@code p95<200ms,errors<1%}, read from text and judged by what was measured. */
@NullMarked
package io.headroom.agent.objective;

import org.jspecify.annotations.NullMarked;
