package io.headroom.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is found, and what is not, of instances beside each other. */
class InstanceDetectorsTest {

    private static final long SEED = 20_261_124;

    static Stream<Arguments> shares() {
        return Stream.of(
                Arguments.of("equal", "", instances(1000, 25, 1020, 24, 980, 25)),
                Arguments.of("half of all to one", "uneven-balancing", instances(2000, 30, 1000, 25, 1000, 25)),
                Arguments.of("half of all to one that is faster for it", "", instances(2000, 12, 1000, 24, 1000, 25)),
                Arguments.of("all to one", "uneven-balancing", instances(4000, 90, 0, 0, 0, 0)),
                Arguments.of("uneven by chance", "", instances(7, 25, 3, 25, 2, 25)),
                Arguments.of("a little uneven", "", instances(11_000, 25, 10_000, 25, 9_900, 25)),
                Arguments.of("one slow, in turn", "slow-instance", instances(1000, 25, 1000, 50, 1000, 25)),
                Arguments.of(
                        "one slow, and the balancer gives it less",
                        "slow-instance",
                        instances(1600, 25, 800, 50, 1600, 25)),
                Arguments.of(
                        "one slow because it gets more", "uneven-balancing", instances(2000, 60, 1000, 25, 1000, 25)),
                Arguments.of("two of three slow", "", instances(1000, 50, 1000, 50, 1000, 25)),
                Arguments.of("a little slow", "", instances(1000, 25, 1000, 30, 1000, 25)),
                Arguments.of("slow in a handful of requests", "", instances(20, 25, 20, 50, 20, 25)),
                Arguments.of("alone", "", instances(1000, 25)),
                Arguments.of("none", "", List.<InstanceShare>of()));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource
    void shares(String why, String kind, List<InstanceShare> shares) {
        List<String> found = Stream.of(UnevenBalancing.find(shares), SlowInstance.find(shares))
                .flatMap(finding -> finding.stream())
                .map(finding -> finding.kind().id())
                .toList();
        assertThat(found).isEqualTo(kind.isEmpty() ? List.of() : List.of(kind));
    }

    @Test
    void namesTheInstanceAndItsFigures() {
        assertThat(UnevenBalancing.find(instances(2000, 30, 1000, 25, 1000, 25)))
                .hasValueSatisfying(finding -> {
                    assertThat(finding.subject()).isEqualTo("i-1");
                    assertThat(finding.statement())
                            .isEqualTo("i-1 gets 50 % of the requests, where each of 3 instances should get 33 %.");
                });
        assertThat(SlowInstance.find(instances(1600, 25, 800, 50, 1600, 25)))
                .hasValueSatisfying(finding -> assertThat(finding.subject()).isEqualTo("i-2"));
    }

    static Stream<Arguments> starts() {
        return Stream.of(
                Arguments.of("200 cold requests, as the sample's", true, answers(n -> n < 200 ? 322 : 22)),
                Arguments.of("cold ones that become warm slowly", true, answers(n -> 22 + 300 * Math.exp(-n / 150.0))),
                Arguments.of("always warm", false, answers(n -> 22)),
                Arguments.of("the first sixty of a fresh process", false, answers(n -> n < 60 ? 120 : 22)),
                Arguments.of("the first ten compile", false, answers(n -> n < 10 ? 400 : 22)),
                Arguments.of("slow to the end", false, answers(n -> 322)),
                Arguments.of("slow at the end", false, answers(n -> n < 900 ? 22 : 322)),
                Arguments.of("a stall in the middle", false, answers(n -> n > 400 && n < 480 ? 322 : 22)),
                Arguments.of("cold, but nobody would notice", false, answers(n -> n < 200 ? 2 : 1)),
                Arguments.of("nothing came", false, new double[0]));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource
    void starts(String why, boolean found, double[] answerMillis) {
        assertThat(ColdStart.find("i-2", answerMillis).isPresent())
                .as("seed %d", SEED)
                .isEqualTo(found);
    }

    @Test
    void saysHowManyRequestsWereCold() {
        assertThat(ColdStart.find("i-2", answers(n -> n < 200 ? 322 : 22)))
                .hasValueSatisfying(finding ->
                        assertThat(finding.statement()).startsWith("The first 200 or so requests of i-2 take 3"));
    }

    /** Requests and mean milliseconds of each. */
    private static List<InstanceShare> instances(double... figures) {
        return IntStream.range(0, figures.length / 2)
                .mapToObj(i -> new InstanceShare("i-" + (i + 1), Math.round(figures[2 * i]), figures[2 * i + 1]))
                .toList();
    }

    /** A thousand, each up to a fifth longer or shorter. */
    private static double[] answers(IntToDoubleFunction millis) {
        Random random = new Random(SEED);
        return IntStream.range(0, 1_000)
                .mapToDouble(n -> millis.applyAsDouble(n) * (0.8 + 0.4 * random.nextDouble()))
                .toArray();
    }
}
