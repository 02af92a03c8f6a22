package io.headroom.finding;

import org.hipparchus.stat.regression.SimpleRegression;

/**
 * A straight line through figures, by least squares, and what its slope is at least.
 *
 * @param slope of the line; of logarithms it is the elasticity: 1 when doubling the one doubles the other
 * @param slopeLower with 97.5 % confidence, by Student's distribution; negative infinity when three figures or fewer say nothing
 */
record Growth(double slope, double slopeLower) {

    private static final int FIGURES_MIN = 4;
    private static final double BOTH_SIDES = 0.05;

    static Growth of(double[] x, double[] y) {
        SimpleRegression line = new SimpleRegression();
        for (int i = 0; i < x.length; i++) {
            line.addData(x[i], y[i]);
        }
        if (x.length < FIGURES_MIN || !(line.getXSumSquares() > 0)) {
            return new Growth(0, Double.NEGATIVE_INFINITY);
        }
        double slope = line.getSlope();
        return new Growth(slope, slope - line.getSlopeConfidenceInterval(BOTH_SIDES));
    }

    /** Of the logarithms; figures must be above 0. */
    static Growth elasticity(double[] x, double[] y) {
        double[] lnX = new double[x.length];
        double[] lnY = new double[y.length];
        for (int i = 0; i < x.length; i++) {
            lnX[i] = Math.log(x[i]);
            lnY[i] = Math.log(y[i]);
        }
        return of(lnX, lnY);
    }
}
