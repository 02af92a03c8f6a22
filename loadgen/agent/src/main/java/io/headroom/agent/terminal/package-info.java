/** What people see: a terminal with one live line where there is one, plain lines where there is none, figures in the same words everywhere. */
@NullMarked
package io.headroom.agent.terminal;

import org.jspecify.annotations.NullMarked;
