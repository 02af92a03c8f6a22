package io.headroom.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.headroom.finding.Attribution.Demand;
import io.headroom.finding.Attribution.Part;
import io.headroom.finding.Attribution.Side;
import io.headroom.finding.ExtrapolationRejected.Shortfall;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A difference of times is shared out without remainder, and a zone is named only where it is the cause. */
class ExtrapolationRejectedTest {

    private static final long SEED = 20_261_125;
    private static final Shortfall SHORTFALL = new Shortfall(3, 600, 311, 250);

    @Test
    void partsAddUpToTheDifference_whateverTheFigures() {
        Random random = new Random(SEED);
        for (int i = 0; i < 2_000; i++) {
            Side here = side(random);
            Side there = side(random);
            Attribution attribution = Attribution.of(here, there);
            double sum = attribution.selfMillis()
                    + attribution.parts().stream().mapToDouble(Part::millis).sum();
            assertThat(sum)
                    .as("case %d of seed %d", i, SEED)
                    .isCloseTo(there.responseMillis() - here.responseMillis(), within(1e-6))
                    .isCloseTo(attribution.differenceMillis(), within(1e-6));
        }
    }

    private static Side side(Random random) {
        Map<String, Demand> demands = new HashMap<>();
        for (String dependency : "a b c d".split(" ")) {
            if (random.nextInt(3) > 0) {
                demands.put(dependency, new Demand(random.nextDouble() * 20, random.nextDouble() * 50));
            }
        }
        return new Side(random.nextDouble() * 1_000, demands);
    }

    @Test
    void moreCallsAndSlowerCallsAreToldApart() {
        Attribution attribution = Attribution.of(
                new Side(30, Map.of("database", new Demand(2, 5))),
                new Side(70, Map.of("database", new Demand(4, 10), "cache", new Demand(1, 3))));

        assertThat(attribution.differenceMillis()).isEqualTo(40);
        assertThat(attribution.parts()).containsExactly(new Part("database", 15, 15), new Part("cache", 3, 0));
        assertThat(attribution.selfMillis()).isEqualTo(7);
    }

    static Stream<Arguments> zones() {
        return Stream.of(
                Arguments.of("the database is far", true, zones(22, 2, 1, 66, 2, 22)),
                Arguments.of("equal", false, zones(22, 2, 1, 23, 2, 1.4)),
                Arguments.of("slower by itself", false, zones(22, 2, 1, 66, 2, 1)),
                Arguments.of("more calls, not slower ones", false, zones(22, 2, 5, 66, 9, 5)),
                Arguments.of("a little", false, zones(5, 2, 1, 8, 2, 2.5)),
                Arguments.of("one zone", false, Map.of("a", side(22, 2, 1))),
                Arguments.of("none", false, Map.<String, Side>of()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void zones(String name, boolean found, Map<String, Side> zones) {
        assertThat(ExtrapolationRejected.find(SHORTFALL, zones).map(Finding::subject))
                .isEqualTo(found ? java.util.Optional.of("zone b") : java.util.Optional.empty());
    }

    @Test
    void theZoneAndWhatItWaitsForAreNamed() {
        assertThat(ExtrapolationRejected.find(SHORTFALL, zones(22, 2, 1, 66, 2, 22))
                        .orElseThrow()
                        .statement())
                .isEqualTo(
                        "3 instances carry 311 of 600 predicted requests/s: in zone b a request takes 66.0 ms, in zone a 22.0 ms, and 42.0 ms of that"
                                + " is database, which is slower from there.");
    }

    private static Map<String, Side> zones(
            double millisA, double callsA, double callA, double millisB, double callsB, double callB) {
        return Map.of("a", side(millisA, callsA, callA), "b", side(millisB, callsB, callB));
    }

    private static Side side(double millis, double calls, double call) {
        return new Side(millis, Map.of("database", new Demand(calls, call)));
    }
}
