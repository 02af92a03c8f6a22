/** Results in the forms that other programs read: JSON, JUnit XML, Markdown, HdrHistogram's interval log, CSV. */
@NullMarked
package io.headroom.agent.export;

import org.jspecify.annotations.NullMarked;
