package io.headroom.exploration.scaling;

import java.util.OptionalDouble;

/**
 * Capacity X in requests/s as a function of the number of instances N.
 *
 * @param gamma γ, what one instance carries, in requests/s
 * @param alpha α, contention: the share of the work that instances do one after the other, 0 to 1
 * @param beta β, coherency: what each pair of instances costs by agreeing with each other, 0 or more
 */
public record ScalingLaw(Form form, double gamma, double alpha, double beta) {

    /*
     *     X(N) = γN / (1 + α(N−1) + βN(N−1))
     *
     * With β = 0 it is Amdahl's law [1], whose limit is γ/α; with α = β = 0 capacity grows linearly. With β > 0 it has a peak at N* = √((1−α)/β), beyond
     * which more instances carry less [2].
     *
     * [1] G. M. Amdahl, Validity of the single processor approach, AFIPS 1967.
     * [2] N. J. Gunther, Guerrilla Capacity Planning, 2007.
     */

    /** Which of the three nested laws. */
    public enum Form {
        LINEAR,
        AMDAHL,
        UNIVERSAL;

        /** Free parameters. */
        int parameters() {
            return ordinal() + 1;
        }
    }

    /** Requests/s that so many instances carry. */
    public double capacity(double instances) {
        return gamma * instances / (1 + alpha * (instances - 1) + beta * instances * (instances - 1));
    }

    /** The number of instances beyond which more carry less; empty if there is none. */
    public OptionalDouble peak() {
        return beta > 0 ? OptionalDouble.of(Math.sqrt((1 - alpha) / beta)) : OptionalDouble.empty();
    }
}
