package io.headroom.platform.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.headroom.exploration.CapacitySearch;
import io.headroom.exploration.Limits;
import io.headroom.exploration.Preset;
import io.headroom.exploration.simulation.Shape;
import io.headroom.platform.run.StageFailure;
import io.headroom.platform.trend.Suspicion;
import io.headroom.protocol.Fault;
import io.headroom.protocol.run.RunRegression;
import io.headroom.protocol.run.RunRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tonight's search found less than the 200 requests/s of the nights before: is it the service, or was it a bad moment? */
class RerunSuspicionTest {

    private static final List<Double> BEFORE = List.of(200.0, 203.0, 198.0, 201.0, 197.0, 202.0);

    @TempDir
    Path folder;

    private SimulatedGroup group;
    private final Workbench bench = new Workbench();
    private final SimulatedRun run = new SimulatedRun(
            new RunRequest("service", "module", "scenario", "small", null, null, List.of(), "quick", 3));
    private double capacity = 160;
    private final SimulatedService service = new SimulatedService(() -> Shape.of(4, capacity));

    @BeforeEach
    void open() throws Exception {
        group = new SimulatedGroup(folder);
        bench.hold(group.open());
    }

    @AfterEach
    void close() {
        bench.releaseGroup();
        group.close();
    }

    @Test
    void aServiceThatCarriesLessEachTime_hasARegression_andTheRunGoesOn() throws Exception {
        RerunSuspicion rerunning = explored(Optional.of(new Suspicion(BEFORE, -0.2)));
        assertThatThrownBy(() -> run.perform(rerunning))
                .hasMessageContainingAll("a regression", "5 times", "less than on 6 nights", "no baseline at hand")
                .isInstanceOfSatisfying(
                        StageFailure.class,
                        failure -> assertThat(failure.fault()).isEqualTo(Fault.TARGET));
        RunRegression.Rerun rerun =
                Objects.requireNonNull(run.output(StageName.RERUN).rerun());
        assertThat(rerun.values())
                .hasSize(5)
                .allSatisfy(value -> assertThat(value).isCloseTo(160, within(10.0)));
        assertThat(rerun.confirmed()).isTrue();
    }

    @Test
    void aBadMoment_doesNotComeBack() throws Exception {
        RerunSuspicion rerunning = explored(Optional.of(new Suspicion(BEFORE, -0.2)));
        capacity = 200;
        assertThat(run.perform(rerunning)).contains("not confirmed");
        assertThat(Objects.requireNonNull(run.output(StageName.RERUN).rerun()).confirmed())
                .isFalse();
    }

    @Test
    void whatIsNotSuspected_isNotMeasuredAgain() throws Exception {
        RerunSuspicion rerunning = explored(Optional.empty());
        int steps = service.steps();
        assertThat(run.perform(rerunning)).contains("nothing is measured again");
        assertThat(service.steps()).isEqualTo(steps);
    }

    @Test
    void withTooFewNights_theNextOnesTell() throws Exception {
        RerunSuspicion rerunning = explored(Optional.of(new Suspicion(BEFORE.subList(0, 4), -0.2)));
        assertThat(run.perform(rerunning)).contains("4 nights are too few");
    }

    private RerunSuspicion explored(Optional<Suspicion> suspicion) throws Exception {
        CapacityMeasurement measurement = new CapacityMeasurement(service, bench);
        CapacitySearch search = CapacitySearch.from(Preset.QUICK, Limits.doubling(), ExploreCapacity.CEILING, 1);
        CapacityMeasurement.Found found = measurement.measure(run, StageName.EXPLORE.text(), 1, search);
        measurement.remember(search.baseline());
        run.keep(StageName.EXPLORE, StageOutput.of(found.capacity()));
        return new RerunSuspicion(measurement, bench, context -> tonight -> suspicion);
    }
}
