package io.headroom.protocol.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * Tonight's maximum against earlier runs of the same service in the same environment.
 *
 * @param series the series it belongs to
 * @param runs how many valid runs that has, tonight's included
 * @param value tonight's, in requests/s
 * @param verdict ordinary, suspected (provisional: one night says so) or changed (an earlier night said the same)
 * @param change relative, below 0 for less; absent if it is ordinary
 * @param since first run after the change; absent if it is ordinary
 * @param sentence what was found, for people
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RunRegression(
        String series,
        int runs,
        double value,
        String verdict,
        @Nullable Double change,
        @Nullable String since,
        String sentence) {}
