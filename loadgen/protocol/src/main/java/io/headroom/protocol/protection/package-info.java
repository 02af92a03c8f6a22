/** What the platform tells people about protections that did not come back as they should. */
@NullMarked
package io.headroom.protocol.protection;

import org.jspecify.annotations.NullMarked;
