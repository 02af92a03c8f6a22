/** Leases on what guards a target, over the protection library's protocol: the journal on PostgreSQL and the proofs by behaviour. */
@NullMarked
package io.headroom.platform.protection;

import org.jspecify.annotations.NullMarked;
