package io.headroom.bench.regression;

import io.headroom.exploration.regression.ChangePoints;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * Series from the tests of Apache Otava (incubating; Apache License 2.0) with the change points that its tests expect: {@code tests/tigerbeetle_test.py}, {@code
 * change_point_divisive_test.py} and {@code analysis_test.py} of https://github.com/apache/otava.
 */
final class OtavaOracle {

    private static final int WINDOW = 30;

    /** What Otava expects of one series with one setting. */
    record Case(double[] series, int window, double probabilityMost, double magnitudeLeast, List<Integer> expected) {

        boolean agrees() {
            return ChangePoints.byStudent(series, window, probabilityMost, magnitudeLeast)
                    .equals(expected);
        }
    }

    private OtavaOracle() {}

    static List<Case> cases() throws IOException {
        double[] tigerBeetle = tigerBeetle();
        return List.of(
                new Case(tigerBeetle, WINDOW, 0.01, 0.05, List.of(15, 71)),
                new Case(tigerBeetle, WINDOW, 0.05, 0.05, List.of(15, 71)),
                new Case(tigerBeetle, WINDOW, 0.1, 0.05, List.of(10, 11, 15, 71, 363)),
                new Case(tigerBeetle, WINDOW, 0.2, 0.05, List.of(10, 11, 15, 71)),
                new Case(
                        tigerBeetle,
                        WINDOW,
                        0.01,
                        0,
                        List.of(15, 26, 61, 71, 95, 117, 131, 142, 148, 165, 169, 192, 212, 260)),
                new Case(tigerBeetle, WINDOW, 0.001, 0, List.of(15, 61, 71, 95, 117, 131, 142, 148, 192, 212, 260)),
                new Case(tigerBeetle, WINDOW, 0.0001, 0, List.of(71, 95, 117, 131, 142, 148, 192, 212)),
                new Case(tigerBeetle, WINDOW, 0.00001, 0, List.of(71, 95, 131, 192, 212)),
                new Case(
                        new double[] {
                            0.3, 2.4, 1.5, -0.9, -0.5, 99.7, 98.3, 99.1, 149.0, 149.7, 149.5, 149.1, 148.8, 150.0
                        },
                        WINDOW,
                        0.01,
                        0,
                        List.of(5, 8)),
                new Case(
                        new double[] {
                            1.02, 0.95, 0.99, 1.00, 1.12, 1.00, 1.01, 0.98, 1.01, 0.96, 0.50, 0.51, 0.48, 0.48, 0.55,
                            0.50, 0.49, 0.51, 0.50, 0.49
                        },
                        10,
                        0.0001,
                        0,
                        List.of(10)));
    }

    private static double[] tigerBeetle() throws IOException {
        try (InputStream file = OtavaOracle.class.getResourceAsStream("tigerbeetle.txt")) {
            return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .mapToDouble(Double::parseDouble)
                    .toArray();
        }
    }
}
