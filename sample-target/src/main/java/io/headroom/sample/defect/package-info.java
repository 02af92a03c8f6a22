/**
 * The defects that can be switched on in the sample, so that whatever finds defects can be checked against known ones.
 * {@link io.headroom.sample.defect.Defect} names them.
 */
@NullMarked
package io.headroom.sample.defect;

import org.jspecify.annotations.NullMarked;
