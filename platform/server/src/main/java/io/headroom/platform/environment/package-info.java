/** A target: its Terraform, its outputs, its instance group, and the proof that it is gone. */
@NullMarked
package io.headroom.platform.environment;

import org.jspecify.annotations.NullMarked;
