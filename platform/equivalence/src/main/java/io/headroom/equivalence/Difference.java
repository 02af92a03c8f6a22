package io.headroom.equivalence;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * Something that is not alike, or not known to be.
 *
 * @param attribute absent if a whole part is on one side only, or no rule names it
 * @param parityClass absent for a part that no rule names
 * @param production absent where it is not known; as {@code environment}
 * @param effect the best grade that it leaves
 * @param why in words
 */
public record Difference(
        String part,
        @Nullable String attribute,
        @Nullable ParityClass parityClass,
        @Nullable JsonNode production,
        @Nullable JsonNode environment,
        Grade effect,
        String why) {}
