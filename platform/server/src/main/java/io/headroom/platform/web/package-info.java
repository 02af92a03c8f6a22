/** The pages and what they need to find their way. */
@NullMarked
package io.headroom.platform.web;

import org.jspecify.annotations.NullMarked;
