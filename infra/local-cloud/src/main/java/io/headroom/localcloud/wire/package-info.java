/** The words on the wire: JSON in snake case, times in RFC 3339, errors as problem+json. */
@NullMarked
package io.headroom.localcloud.wire;

import org.jspecify.annotations.NullMarked;
