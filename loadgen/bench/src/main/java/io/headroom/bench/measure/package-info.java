/** What a program cost, by the kernel's books and the server's own count. */
@NullMarked
package io.headroom.bench.measure;

import org.jspecify.annotations.NullMarked;
