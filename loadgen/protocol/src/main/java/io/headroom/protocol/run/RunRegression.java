package io.headroom.protocol.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
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
 * @param rerun what measuring again said; absent if nothing was suspected, or that was not asked for
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
        @Nullable Rerun rerun,
        String sentence) {

    /**
     * Tonight's version measured again, because its maximum was suspected to be less than before.
     *
     * @param values what it carried each time, in requests/s
     * @param against what that is compared with, for people
     * @param others how many figures that is
     * @param change median ÷ median of the others, − 1
     * @param probability of so clear an order of the figures without a change
     * @param confirmed whether it is a regression
     */
    public record Rerun(
            List<Double> values, String against, int others, double change, double probability, boolean confirmed) {}
}
