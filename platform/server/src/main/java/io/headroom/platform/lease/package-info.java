/** Which runs this platform drives, among all platforms on one database: leases, renewed, lost, and taken over from owners that fell silent. */
@NullMarked
package io.headroom.platform.lease;

import org.jspecify.annotations.NullMarked;
