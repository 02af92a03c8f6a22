package io.headroom.protocol.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The law that capacity follows as instances are added: X(N) = γN / (1 + α(N−1) + βN(N−1)), in requests/s.
 *
 * @param law linear (α = β = 0), amdahl (β = 0) or universal
 * @param gamma γ, what one instance carries
 * @param alpha α, contention, 0 to 1
 * @param beta β, coherency, 0 or more
 * @param peak number of instances beyond which more carry less; absent if there is none
 * @param criteria AICc of each law that competed, the less the better; one that too few runs could judge is absent
 * @param sentence what it says, for people
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RunScaling(
        String law,
        double gamma,
        double alpha,
        double beta,
        @Nullable Double peak,
        Map<String, Double> criteria,
        List<Measured> measured,
        List<Prediction> predictions,
        String sentence) {

    /** What so many instances carried in one search. */
    public record Measured(int instances, double requestsPerSecond) {}

    /** @param extrapolated whether it lies beyond twice the largest number measured */
    public record Prediction(int instances, double lower, double estimate, double upper, boolean extrapolated) {}
}
