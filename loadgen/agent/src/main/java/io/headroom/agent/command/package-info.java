/** The verbs: each reads its options, says what is wrong with them in one sentence, and hands over to the package that does it. */
@NullMarked
package io.headroom.agent.command;

import org.jspecify.annotations.NullMarked;
