/** The language that platform, agents and command line share. Only records: no behaviour, no framework. */
@NullMarked
package io.headroom.protocol;

import org.jspecify.annotations.NullMarked;
