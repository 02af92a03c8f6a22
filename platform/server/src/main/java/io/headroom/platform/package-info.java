/** The control plane: one application, package by feature, each package with one public door. */
@NullMarked
package io.headroom.platform;

import org.jspecify.annotations.NullMarked;
