/** Looks at the machine before anything is built or measured on it, and says what to do about what it lacks. {@code Doctor} is the door. */
@NullMarked
package io.headroom.agent.doctor;

import org.jspecify.annotations.NullMarked;
