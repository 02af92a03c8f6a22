/** What the platform tells the command line and the web pages about a run: how to ask for one, how it goes, what came out. */
@NullMarked
package io.headroom.protocol.run;

import org.jspecify.annotations.NullMarked;
