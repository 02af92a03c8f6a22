package io.headroom.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.function.LongUnaryOperator;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is found, and what is not, of an instance's connections and memory, and of its data. */
class ResourceDetectorsTest {

    private static final long SEED = 20_261_124;
    private static final long MIB = 1 << 20;

    @Nested
    class APoolIsWaitedFor {

        static Stream<Arguments> cases() {
            return Stream.of(
                    Arguments.of("waiting with all in use", true, pool(0.2, 0.5), pool(8, 1.9)),
                    Arguments.of("waiting with one idle of six", true, pool(0.2, 0.5), pool(3, 1.7)),
                    Arguments.of("no waiting", false, pool(0.2, 0.5), pool(0.3, 1.9)),
                    Arguments.of("waiting while others are idle: slow to open", false, pool(0.2, 0.5), pool(8, 0.9)),
                    Arguments.of("slow at every load: far away", false, pool(21, 1.0), pool(25, 1.9)),
                    Arguments.of("only one load", false, pool(8, 1.9), pool(8, 1.9)));
        }

        @ParameterizedTest(name = "{0}: {1}")
        @MethodSource
        void cases(String why, boolean found, PoolWait.Reading low, PoolWait.Reading high) {
            PoolWait.Reading loaded = new PoolWait.Reading(100, high.waitMillis(), high.used(), high.max());
            assertThat(PoolWait.find("profiles", List.of(loaded, low)).isPresent())
                    .isEqualTo(found);
        }

        private static PoolWait.Reading pool(double waitMillis, double used) {
            return new PoolWait.Reading(10, waitMillis, used, 2);
        }
    }

    @Test
    void connectionSlotsRunOutWhenAllInstancesTogetherWantMore() {
        assertThat(ConnectionSlots.find("postgres", 3, 40, 100))
                .hasValueSatisfying(finding -> assertThat(finding.statement())
                        .isEqualTo("3 instances with pools of 40 may want 120 connections, and postgres has 100."));
        assertThat(ConnectionSlots.find("postgres", 3, 6, 100)).isEmpty();
        assertThat(ConnectionSlots.find("postgres", 4, 25, 100))
                .as("just enough")
                .isEmpty();
    }

    @Nested
    class MemoryGrows {

        static Stream<Arguments> cases() {
            return Stream.of(
                    Arguments.of("64 KiB for a fifth of the requests, as the sample's leak", true, heap(n -> 13 << 10)),
                    Arguments.of("1 KiB: too little to tell in 20,000 requests", false, heap(n -> 500)),
                    Arguments.of("none", false, heap(n -> 0)),
                    Arguments.of("a cache that is full after a quarter", false, heap(n -> n < 5_000 ? 13 << 10 : 0)),
                    Arguments.of("memory that comes back", false, heap(n -> n < 10_000 ? 13 << 10 : -(13 << 10))));
        }

        @ParameterizedTest(name = "{0}: {1}")
        @MethodSource
        void cases(String why, boolean found, List<MemoryGrowth.Reading> readings) {
            assertThat(MemoryGrowth.find("i-1", readings, 768 * MIB).isPresent())
                    .as("seed %d", SEED)
                    .isEqualTo(found);
        }

        @Test
        void saysHowMuchARequestKeeps() {
            Finding finding =
                    MemoryGrowth.find("i-1", heap(n -> 13 << 10), 768 * MIB).orElseThrow();
            assertThat(finding.statement()).matches("i-1 keeps about 1[23]\\.\\d KiB for each request: .*");
        }

        /** 40 readings, 500 requests apart, 60 MiB to begin with, and 3 MiB more or less of what a collection happens to leave. */
        private static List<MemoryGrowth.Reading> heap(LongUnaryOperator keptByRequest) {
            Random random = new Random(SEED);
            long[] bytes = {60 * MIB};
            return LongStream.range(0, 40)
                    .mapToObj(reading -> {
                        bytes[0] += 500 * keptByRequest.applyAsLong(reading * 500);
                        return new MemoryGrowth.Reading(
                                reading * 500, bytes[0] + Math.round(3 * MIB * random.nextGaussian()));
                    })
                    .toList();
        }
    }

    @Nested
    class AnswersGrow {

        static Stream<Arguments> cases() {
            return Stream.of(
                    Arguments.of("half of all records in each answer", true, sizes(n -> n * 40)),
                    Arguments.of("pages of twenty, long full", false, sizes(n -> 1_600)),
                    Arguments.of("pages that fill up in the first quarter", false, sizes(n -> Math.min(n, 1_000) * 4)),
                    Arguments.of("a little: 10 %", false, sizes(n -> 1_600 + n / 20)));
        }

        @ParameterizedTest(name = "{0}: {1}")
        @MethodSource
        void cases(String why, boolean found, List<GrowsWithData.Reading> readings) {
            assertThat(GrowsWithData.find("GET /profiles", readings).isPresent())
                    .isEqualTo(found);
        }

        @Test
        void fewReadingsSayNothing() {
            assertThat(GrowsWithData.find("x", sizes(n -> n * 40).subList(0, 5)))
                    .isEmpty();
        }

        private static List<GrowsWithData.Reading> sizes(LongUnaryOperator bytes) {
            Random random = new Random(SEED);
            return LongStream.rangeClosed(1, 16)
                    .mapToObj(step -> new GrowsWithData.Reading(
                            step * 250, bytes.applyAsLong(step * 250) * (1 + 0.02 * random.nextGaussian())))
                    .toList();
        }
    }
}
