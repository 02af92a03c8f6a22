/** Rows, as a table and as a document. */
@NullMarked
package io.headroom.bench.report;

import org.jspecify.annotations.NullMarked;
