/** Result documents: written, kept, exported. */
@NullMarked
package io.headroom.platform.report;

import org.jspecify.annotations.NullMarked;
