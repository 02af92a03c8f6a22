@org.jspecify.annotations.NullMarked
package io.headroom.exploration.scaling;
