package io.headroom.agent.objective;

import io.headroom.agent.terminal.Figures;

/**
 * A limit that a metric must keep.
 *
 * @param text as the user wrote it
 * @param limit in milliseconds, requests/s, or as a share between 0 and 1
 */
public record Objective(String text, Metric metric, Bound bound, double limit) {

    /** On which side of the limit a metric must lie. */
    public enum Bound {
        BELOW("<"),
        AT_MOST("<="),
        AT_LEAST(">="),
        ABOVE(">");

        private final String sign;

        Bound(String sign) {
            this.sign = sign;
        }

        public String sign() {
            return sign;
        }

        boolean holds(double actual, double limit) {
            return switch (this) {
                case BELOW -> actual < limit;
                case AT_MOST -> actual <= limit;
                case AT_LEAST -> actual >= limit;
                case ABOVE -> actual > limit;
            };
        }
    }

    /** A value of this objective's metric, with its unit. */
    public String figure(double value) {
        return switch (metric) {
            case Metric.Percentile _, Metric.Mean _ -> Figures.latency(value);
            case Metric.ErrorShare _ -> Figures.share(value);
            case Metric.Rate _ -> Figures.rate(value);
        };
    }
}
