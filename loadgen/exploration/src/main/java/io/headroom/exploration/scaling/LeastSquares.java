package io.headroom.exploration.scaling;

import io.headroom.exploration.scaling.ScalingLaw.Form;
import java.util.Arrays;
import java.util.Comparator;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.optim.nonlinear.vector.leastsquares.LeastSquaresBuilder;
import org.hipparchus.optim.nonlinear.vector.leastsquares.LevenbergMarquardtOptimizer;
import org.hipparchus.optim.nonlinear.vector.leastsquares.MultivariateJacobianFunction;
import org.hipparchus.util.Pair;

/** The law of a form that lies nearest to measurements. */
final class LeastSquares {

    /*
     * Levenberg–Marquardt knows no bounds, so it works on parameters that cannot leave them:  γ = γ₀·e^a,  α = sin²b,  β = c².  Throughput is the plain residual, as in
     * R's usl. Two starts, one near the bounds and one far from them, because at a bound the derivative is 0 and hides what lies inside.
     */

    private static final int EVALUATIONS_MOST = 5_000;
    private static final double[][] STARTS = {{0, 0.3, 0.05}, {0, 0.05, 0.005}};
    private static final double STEP = 1e-6;

    private final double[] instances;
    private final double[] capacities;
    private final double gammaAtFirst;

    LeastSquares(double[] instances, double[] capacities) {
        this.instances = instances;
        this.capacities = capacities;
        double largest = 0;
        for (int i = 0; i < instances.length; i++) {
            largest = Math.max(largest, capacities[i] / instances[i]);
        }
        this.gammaAtFirst = largest;
    }

    ScalingLaw nearest(Form form) {
        return Arrays.stream(STARTS)
                .map(start -> from(form, Arrays.copyOf(start, form.parameters())))
                .min(Comparator.comparingDouble(this::squares))
                .orElseThrow();
    }

    /** Σ (measured − law)². */
    double squares(ScalingLaw law) {
        double sum = 0;
        for (int i = 0; i < instances.length; i++) {
            double residual = capacities[i] - law.capacity(instances[i]);
            sum += residual * residual;
        }
        return sum;
    }

    private ScalingLaw from(Form form, double[] start) {
        MultivariateJacobianFunction model = point -> {
            double[] parameters = point.toArray();
            double[] values = values(law(form, parameters));
            double[][] jacobian = new double[values.length][parameters.length];
            for (int p = 0; p < parameters.length; p++) {
                double[] higher = parameters.clone();
                double[] lower = parameters.clone();
                higher[p] += STEP;
                lower[p] -= STEP;
                double[] above = values(law(form, higher));
                double[] below = values(law(form, lower));
                for (int i = 0; i < values.length; i++) {
                    jacobian[i][p] = (above[i] - below[i]) / (2 * STEP);
                }
            }
            return new Pair<>(new ArrayRealVector(values), new Array2DRowRealMatrix(jacobian));
        };
        double[] found = new LevenbergMarquardtOptimizer()
                .optimize(new LeastSquaresBuilder()
                        .start(start)
                        .model(model)
                        .target(capacities)
                        .maxEvaluations(EVALUATIONS_MOST)
                        .maxIterations(EVALUATIONS_MOST)
                        .build())
                .getPoint()
                .toArray();
        return law(form, found);
    }

    private double[] values(ScalingLaw law) {
        return Arrays.stream(instances).map(law::capacity).toArray();
    }

    private ScalingLaw law(Form form, double[] parameters) {
        double gamma = gammaAtFirst * Math.exp(parameters[0]);
        double contention = form == Form.LINEAR ? 0 : Math.sin(parameters[1]);
        double coherency = form == Form.UNIVERSAL ? parameters[2] : 0;
        return new ScalingLaw(form, gamma, contention * contention, coherency * coherency);
    }
}
