/** What a load test on the command line came to: the result document {@code headroom.load/1}. */
@NullMarked
package io.headroom.protocol.load;

import org.jspecify.annotations.NullMarked;
