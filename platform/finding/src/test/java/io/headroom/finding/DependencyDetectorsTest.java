package io.headroom.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is found, and what is not, of those that a service depends on. */
class DependencyDetectorsTest {

    private static final long SEED = 20_261_124;
    private static final double[] RATES = {10, 20, 40, 80, 160};

    @Nested
    class ADependencySlows {

        static Stream<Arguments> found() {
            return Stream.of(
                    Arguments.of("in proportion to load, as the sample's slow third party", calls(r -> 4 + r / 4)),
                    Arguments.of("towards a limit, as a queue", calls(r -> 5 / (1 - r / 200))),
                    Arguments.of("as the square root", calls(r -> 3 * Math.sqrt(r))),
                    Arguments.of("six times as slow, with a step out of order", readings(4, 9, 7, 15, 24)));
        }

        static Stream<Arguments> notFound() {
            return Stream.of(
                    Arguments.of("steady", calls(r -> 4)),
                    Arguments.of("faster when it is warm", calls(r -> 4 + 20 / r)),
                    Arguments.of("twice as slow, but nobody would notice", calls(r -> 0.2 + r / 400)),
                    Arguments.of("slow once", readings(4, 4, 40, 4, 4)),
                    Arguments.of("slow in the last step only", readings(4, 4, 4, 4, 12)),
                    Arguments.of("half as slow again, with a step out of order", readings(4, 5, 4.5, 5.5, 6.5)),
                    Arguments.of("six times as slow, with two steps out of order", readings(4, 9, 7, 24, 23)),
                    Arguments.of("four steps are too few", readings(4, 8, 16, 32)),
                    Arguments.of("nothing was called", List.of()),
                    Arguments.of(
                            "a handful of calls says nothing",
                            Arrays.stream(RATES)
                                    .mapToObj(r -> new DependencySlows.Reading(r, 5, r))
                                    .toList()));
        }

        @ParameterizedTest(name = "{0}")
        @MethodSource
        void found(String why, List<DependencySlows.Reading> steps) {
            Finding finding = DependencySlows.find("GET /reputation", steps).orElseThrow();
            assertThat(finding.kind().id()).isEqualTo("dependency-slows");
            assertThat(finding.evidence()).hasSize(RATES.length);
            assertThat(finding.statement()).contains("at 10 requests/s").contains("at 160 requests/s");
        }

        @ParameterizedTest(name = "{0}")
        @MethodSource
        void notFound(String why, List<DependencySlows.Reading> steps) {
            assertThat(DependencySlows.find("GET /reputation", steps)).isEmpty();
        }

        @Test
        void noiseAloneIsFoundOnceInAHundredTimesAtMost() {
            Random random = new Random(SEED);
            long found = Stream.generate(() -> calls(r -> 5 * Math.exp(0.3 * random.nextGaussian())))
                    .limit(1_000)
                    .filter(steps -> DependencySlows.find("x", steps).isPresent())
                    .count();
            assertThat(found).as("seed %d", SEED).isLessThanOrEqualTo(15);
        }
    }

    @Test
    void knowsHowProbableARiseIs() {
        assertThat(Kendall.chanceOfRise(new double[] {1, 2, 3, 4, 5})).isCloseTo(1 / 120.0, within(1e-12));
        assertThat(Kendall.chanceOfRise(new double[] {1, 3, 2, 4, 5})).isCloseTo(5 / 120.0, within(1e-12));
        assertThat(Kendall.chanceOfRise(new double[] {5, 4, 3, 2, 1})).isCloseTo(1, within(1e-12));
        assertThat(Kendall.chanceOfRise(new double[] {2, 2, 2, 2, 2}))
                .as("ties")
                .isCloseTo(1, within(1e-12));
    }

    @Nested
    class LocksAreContended {

        private static final String LOCKING = "select * from profile where id = ? for no key update";

        @Test
        void foundWhenOnlyTheLockingStatementSlows() {
            assertThat(LockContention.find(LOCKING, calls(r -> 1 + r / 10), calls(r -> 1)))
                    .hasValueSatisfying(finding -> assertThat(finding.kind()).isEqualTo(FindingKind.LOCK_CONTENTION));
        }

        @Test
        void notFoundWhenTheWholeDatabaseSlows() {
            assertThat(LockContention.find(LOCKING, calls(r -> 1 + r / 10), calls(r -> 1 + r / 12)))
                    .isEmpty();
        }

        @Test
        void notFoundWhenTheStatementKeepsItsTime() {
            assertThat(LockContention.find(LOCKING, calls(r -> 1), calls(r -> 1)))
                    .isEmpty();
        }

        @Test
        void notFoundOfAStatementThatTakesNoLocks() {
            assertThat(LockContention.find(
                            "select * from profile where tag = ?", calls(r -> 1 + r / 10), calls(r -> 1)))
                    .isEmpty();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "update profile set name = ?",
                    "DELETE FROM profile",
                    "select 1 from x for update",
                    "select cast(pg_advisory_lock(?) as text)",
                    "lock table profile"
                })
        void knowsWhatTakesLocks(String statement) {
            assertThat(LockContention.takesLocks(statement)).isTrue();
        }
    }

    @Nested
    class AThirdPartyLimits {

        @Test
        void foundWhenRefusalsBeginAtARate() {
            assertThat(ThirdPartyLimit.find(
                            "GET /reputation", List.of(limit(20, 40, 0), limit(80, 160, 0), limit(160, 200, 140))))
                    .hasValueSatisfying(finding -> assertThat(finding.statement())
                            .contains("41 % of the calls at 160 requests/s")
                            .contains("about 20 calls/s"));
        }

        @Test
        void foundThoughALoadInBetweenIsRefusedTooSeldomToTell() {
            assertThat(ThirdPartyLimit.find(
                            "x", List.of(limit(20, 60, 0), limit(40, 90, 0), limit(60, 140, 4), limit(80, 100, 36))))
                    .hasValueSatisfying(
                            finding -> assertThat(finding.statement()).contains("at 80 requests/s and none at 40"));
        }

        @Test
        void notFoundWhenItRefusesAtEveryLoad() {
            assertThat(ThirdPartyLimit.find("x", List.of(limit(20, 36, 4), limit(80, 144, 16), limit(160, 288, 32))))
                    .isEmpty();
            assertThat(ThirdPartyLimit.find("x", List.of(limit(20, 36, 1), limit(40, 90, 0), limit(160, 288, 32))))
                    .as("at the least load")
                    .isEmpty();
        }

        @Test
        void notFoundInAFewRefusalsOrNone() {
            assertThat(ThirdPartyLimit.find("x", List.of(limit(20, 40, 0), limit(160, 300, 5))))
                    .isEmpty();
            assertThat(ThirdPartyLimit.find("x", List.of(limit(20, 40, 0), limit(160, 320, 0))))
                    .isEmpty();
            assertThat(ThirdPartyLimit.find("x", List.of())).isEmpty();
        }

        @Test
        void notFoundWithoutALowerLoadToCompareWith() {
            assertThat(ThirdPartyLimit.find("x", List.of(limit(160, 200, 140)))).isEmpty();
        }

        private static ThirdPartyLimit.Reading limit(double perSecond, long answered, long refused) {
            return new ThirdPartyLimit.Reading(perSecond, 10, answered, refused);
        }
    }

    @Nested
    class RetriesAmplify {

        @Test
        void foundWhenCallsMultiplyWithFailures() {
            assertThat(RetryAmplification.find("x", List.of(retries(20, 40, 40, 0), retries(120, 240, 900, 740))))
                    .hasValueSatisfying(finding -> assertThat(finding.statement())
                            .contains("1.0 times at 20")
                            .contains("3.8 times at 120"));
        }

        @Test
        void foundBesideCallsThatRepeatAnyway() {
            assertThat(RetryAmplification.find("x", List.of(retries(20, 40, 120, 0), retries(120, 240, 1_200, 600))))
                    .isPresent();
        }

        @Test
        void notFoundWhenFailuresAreNotRetried() {
            assertThat(RetryAmplification.find("x", List.of(retries(20, 40, 40, 0), retries(120, 240, 240, 100))))
                    .isEmpty();
        }

        @Test
        void notFoundWhenMoreCallsDoNotFail() {
            assertThat(RetryAmplification.find("x", List.of(retries(20, 40, 40, 0), retries(120, 240, 900, 20))))
                    .isEmpty();
        }

        @Test
        void notFoundInAHandfulOfRequests() {
            assertThat(RetryAmplification.find("x", List.of(retries(20, 40, 40, 0), retries(120, 10, 60, 50))))
                    .isEmpty();
            assertThat(RetryAmplification.find("x", List.of())).isEmpty();
        }

        private static RetryAmplification.Reading retries(double perSecond, long requests, long calls, long failed) {
            return new RetryAmplification.Reading(perSecond, requests, calls, failed);
        }
    }

    private static List<DependencySlows.Reading> calls(DoubleUnaryOperator meanMillis) {
        return Arrays.stream(RATES)
                .mapToObj(rate -> new DependencySlows.Reading(rate, 50, meanMillis.applyAsDouble(rate)))
                .toList();
    }

    private static List<DependencySlows.Reading> readings(double... meanMillis) {
        return Stream.iterate(0, step -> step < meanMillis.length, step -> step + 1)
                .map(step -> new DependencySlows.Reading(RATES[step], 50, meanMillis[step]))
                .toList();
    }
}
