/** What an agent and the platform say to each other: work goes out, histogram frames come in. Agents always dial out. */
@NullMarked
package io.headroom.protocol.fleet;

import org.jspecify.annotations.NullMarked;
