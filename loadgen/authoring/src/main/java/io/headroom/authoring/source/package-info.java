/**
 * Writes Java: names that are identifiers, literals that say what they should, statements laid out as the formatter would, and the scenario class around
 * them. Knows nothing of where requests come from.
 */
@NullMarked
package io.headroom.authoring.source;

import org.jspecify.annotations.NullMarked;
