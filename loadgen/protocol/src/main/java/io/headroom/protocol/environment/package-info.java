/** What the platform tells the command line about environments that stand by themselves: how to ask for one, how far it is, what it is made of. */
@NullMarked
package io.headroom.protocol.environment;

import org.jspecify.annotations.NullMarked;
