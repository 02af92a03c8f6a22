/** Who may call the platform. Until sign-in exists: only this machine. */
@NullMarked
package io.headroom.platform.access;

import org.jspecify.annotations.NullMarked;
