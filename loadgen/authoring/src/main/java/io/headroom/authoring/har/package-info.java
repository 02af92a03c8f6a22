/**
 * HTTP archives (HAR 1.1 to 1.3): read as a stream, entry by entry, and written so that the file is whole after each one. Follows what Chrome, Firefox,
 * Safari and Playwright write, which differs from the specification in places.
 */
@NullMarked
package io.headroom.authoring.har;

import org.jspecify.annotations.NullMarked;
