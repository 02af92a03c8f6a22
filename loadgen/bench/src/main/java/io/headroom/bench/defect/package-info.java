/** Whether a run names what is wrong: the demo with each of the sample's defects switched on, and without any. */
@NullMarked
package io.headroom.bench.defect;

import org.jspecify.annotations.NullMarked;
