package io.headroom.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.campaign.GateVerdict.Change;
import io.headroom.campaign.GateVerdict.Failed;
import io.headroom.campaign.GateVerdict.Maximum;
import io.headroom.campaign.GateVerdict.Open;
import io.headroom.campaign.GateVerdict.Passed;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What passes: enough capacity, and no less than on the nights before. */
class GateVerdictTest {

    @ParameterizedTest
    @CsvSource({
        "180, 200, Passed",
        "179, 200, Open",
        "160, 180, Failed",
        "160, , Open",
        "190, , Passed",
    })
    void theMinimumHasToBeCarriedForCertain(double lower, Double upper, String expected) {
        OptionalDouble end = upper == null ? OptionalDouble.empty() : OptionalDouble.of(upper);
        GateVerdict verdict = GateVerdict.of(
                new Campaign.Gate(false, OptionalDouble.of(180)),
                Optional.of(new Maximum(lower, end)),
                Optional.empty());
        assertThat(verdict.getClass().getSimpleName()).isEqualTo(expected);
    }

    @Test
    void lessThanBefore_failsOnceItIsCertain() {
        assertThat(regression(new Change(true, true, "9 % less than before")))
                .isEqualTo(new Failed("regression: the maximum is 9 % less than before"));
        assertThat(regression(new Change(true, false, "9 % less than before"))).isInstanceOf(Open.class);
        assertThat(regression(new Change(false, true, "9 % more than before"))).isInstanceOf(Passed.class);
    }

    @Test
    void withoutAMaximum_theMinimumStaysOpen() {
        assertThat(GateVerdict.of(new Campaign.Gate(false, OptionalDouble.of(180)), Optional.empty(), Optional.empty()))
                .isInstanceOf(Open.class);
    }

    @Test
    void nothingIsAskedFor_nothingFails() {
        assertThat(GateVerdict.of(
                        new Campaign.Gate(false, OptionalDouble.empty()),
                        Optional.empty(),
                        Optional.of(new Change(true, true, "less"))))
                .isInstanceOf(Passed.class);
    }

    private static GateVerdict regression(Change change) {
        return GateVerdict.of(
                new Campaign.Gate(true, OptionalDouble.empty()),
                Optional.of(new Maximum(200, OptionalDouble.of(210))),
                Optional.of(change));
    }
}
