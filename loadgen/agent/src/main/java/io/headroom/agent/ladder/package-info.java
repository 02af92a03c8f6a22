/** A capacity and the load steps that it rests on, in the words that every command uses for them. */
@NullMarked
package io.headroom.agent.ladder;

import org.jspecify.annotations.NullMarked;
