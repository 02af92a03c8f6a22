/**
 * How like production an environment is. A {@link io.headroom.equivalence.Profile} is what of a Terraform state bears on capacity, taken out
 * through an allow-list ({@link io.headroom.equivalence.ParityRules}); two of them are compared ({@link
 * io.headroom.equivalence.Comparison}), and what differs decides the {@link io.headroom.equivalence.Grade}. Pure: no clock, no file, no process.
 */
@NullMarked
package io.headroom.equivalence;

import org.jspecify.annotations.NullMarked;
