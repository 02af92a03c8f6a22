package io.headroom.platform.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.headroom.exploration.CapacitySearch;
import io.headroom.exploration.Limits;
import io.headroom.exploration.Preset;
import io.headroom.exploration.Window;
import io.headroom.exploration.simulation.Shape;
import io.headroom.exploration.simulation.SimulatedTarget;
import io.headroom.platform.run.StageFailure;
import io.headroom.protocol.Fault;
import io.headroom.protocol.run.RunAssessment;
import io.headroom.protocol.run.RunRecovery;
import io.headroom.protocol.run.RunRequest;
import io.headroom.protocol.run.RunResult;
import io.headroom.protocol.run.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stages after the exploration, with services whose truth is known, on a simulated clock. One instance carries 200 requests/s. */
class StagesTest {

    private static final int INSTANCES = 3;

    @TempDir
    Path folder;

    private SimulatedGroup group;
    private final Workbench bench = new Workbench();
    private SimulatedRun run = run(null, false);

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

    private static SimulatedRun run(@Nullable List<Integer> scaling, boolean untilUnresponsive) {
        return new SimulatedRun(new RunRequest(
                "service",
                "module",
                "scenario",
                "small",
                null,
                null,
                List.of(),
                "quick",
                INSTANCES,
                scaling,
                null,
                null,
                untilUnresponsive,
                null));
    }

    /** Each instance has workers of its own. */
    private Shape scaling() {
        return Shape.of(4 * group.instances(), 200 * group.instances());
    }

    /** All instances wait for one lock that lets 250 requests/s through. */
    private Shape sharingALock() {
        return Shape.of(4, Math.min(200 * group.instances(), 250));
    }

    private CapacityMeasurement explored(LoadDriver service) throws Exception {
        CapacityMeasurement measurement = new CapacityMeasurement(service, bench);
        CapacitySearch search = CapacitySearch.from(Preset.QUICK, Limits.doubling(), ExploreCapacity.CEILING, 1);
        CapacityMeasurement.Found found = measurement.measure(run, StageName.EXPLORE.text(), 1, search);
        measurement.remember(search.baseline());
        run.keep(StageName.EXPLORE, StageOutput.of(found.capacity()));
        return measurement;
    }

    @Test
    void anOverloadIsOverWhenItsBacklogIsWorkedOff_onOneInstanceAndOnAll() throws Exception {
        SimulatedService service = new SimulatedService(this::scaling);
        CapacityMeasurement measurement = explored(service);
        assertRecovered(OverloadScope.ONE, service, measurement, 200);
        run.perform(new CheckExtrapolation(measurement, bench));
        assertRecovered(OverloadScope.ALL, service, measurement, 600);
    }

    private void assertRecovered(
            OverloadScope scope, LoadDriver service, CapacityMeasurement measurement, double capacity)
            throws Exception {
        run.perform(new StressInstances(scope, new ProfiledLoad(service, bench), bench));
        assertThat(run.perform(new AwaitRecovery(scope, measurement, bench)))
                .contains("as before", "are carried again");
        RunRecovery recovery =
                Objects.requireNonNull(run.output(scope.recover()).recovery());
        assertThat(recovery.outcome()).isEqualTo("recovered");
        assertThat(recovery.overloadRate()).isCloseTo(1.5 * capacity, within(0.1 * capacity));
        assertThat(recovery.expectedSeconds())
                .as("two seconds of work, half of the speed to spare")
                .isBetween(3.5, 4.5);
        assertThat(recovery.seconds()).isCloseTo(recovery.expectedSeconds(), within(0.25 * recovery.expectedSeconds()));
        assertThat(recovery.series().size())
                .as("the load ends soon after the recovery, not at its limit")
                .isLessThan(22 + 12);
    }

    @Test
    void whereAsked_anOverloadIsRaisedUntilHardlyAnythingIsAnswered_andTheReturnIsTimedFromThere() throws Exception {
        run = run(null, true);
        SimulatedService service = new SimulatedService(this::scaling);
        CapacityMeasurement measurement = explored(service);
        assertThat(run.perform(new StressInstances(OverloadScope.ONE, new ProfiledLoad(service, bench), bench)))
                .contains("raised from ", "unresponsive", "12.0 times what is carried");
        run.perform(new AwaitRecovery(OverloadScope.ONE, measurement, bench));
        RunRecovery recovery =
                Objects.requireNonNull(run.output(StageName.RECOVER).recovery());
        assertThat(recovery.outcome()).isEqualTo("recovered");
        assertThat(recovery.overloadRate()).as("12 times 200: one in twelve").isCloseTo(2_400, within(150.0));
        assertThat(Objects.requireNonNull(recovery.raised()))
                .extracting(RunRecovery.Level::unresponsive)
                .containsExactly(false, false, false, true);
        assertThat(recovery.raised().getLast().failedShare()).isBetween(0.9, 0.95);
    }

    /** Who is refused gives up: most requests of such journeys never come, and are not failures that anybody counts. */
    @Test
    void journeysThatGiveUpHideNothing() throws Exception {
        run = run(null, true);
        SimulatedService service = new SimulatedService(() -> Shape.of(4, 200).withJourneysOf(3));
        explored(service);
        assertThat(run.perform(new StressInstances(OverloadScope.ONE, new ProfiledLoad(service, bench), bench)))
                .contains("unresponsive");
    }

    @Test
    void whoIsStillAnsweringAtTheHighestRate_isNotCalledUnresponsive() throws Exception {
        run = run(null, true);
        SimulatedService service = new SimulatedService(() -> Shape.of(8, 1_000));
        explored(service);
        assertThat(run.perform(new StressInstances(OverloadScope.ONE, new ProfiledLoad(service, bench), bench)))
                .contains("as far as may be asked");
    }

    @Test
    void whoDoesNotComeBack_hasFailed_andTheResultSaysWhy() throws Exception {
        SimulatedService service = new SimulatedService(this::scaling);
        CapacityMeasurement measurement = explored(service);
        Overload overload = Overload.of(Preset.QUICK, 200);
        run.perform(new StressInstances(OverloadScope.ONE, new ProfiledLoad(service, bench), bench));
        bench.hold(new Overloaded(overload, new LoadRecording(overload.profile(), collapsing(overload))));

        assertThatThrownBy(() -> run.perform(new AwaitRecovery(OverloadScope.ONE, measurement, bench)))
                .hasMessageContaining("one instance has not recovered 30 s after")
                .isInstanceOfSatisfying(StageFailure.class, failure -> {
                    assertThat(failure.verdict()).isEqualTo(Verdict.FAILED);
                    assertThat(failure.fault()).isEqualTo(Fault.TARGET);
                });
        RunRecovery recovery =
                Objects.requireNonNull(run.output(StageName.RECOVER).recovery());
        assertThat(recovery.outcome()).isEqualTo("not-recovered");
        assertThat(recovery.seconds()).isNull();
        assertThat(recovery.reason()).contains("ordinary");
    }

    /** What it carries collapses to 60 requests/s under overload and stays there. */
    private static List<Window> collapsing(Overload overload) {
        double length = overload.profile().length().toSeconds();
        double window = Preset.QUICK.window().toMillis() / 1000.0;
        int before = (int) (overload.before().toSeconds() / window);
        List<Window> windows = new ArrayList<>(new SimulatedTarget(Shape.of(4, 200), 1)
                .drive(overload.profile()::rateAt, length, window)
                .subList(0, before));
        windows.addAll(new SimulatedTarget(Shape.of(4, 60), 1)
                .drive(overload.profile()::rateAt, length, window)
                .subList(before, (int) (length / window)));
        return windows;
    }

    @Test
    void aServiceThatScales_alignsWithThePrediction() throws Exception {
        CapacityMeasurement measurement = explored(new SimulatedService(this::scaling));
        assertThat(run.perform(new CheckExtrapolation(measurement, bench))).contains("prediction aligned");
        RunResult.Extrapolation extrapolation =
                Objects.requireNonNull(run.output(StageName.EXTRAPOLATE).extrapolation());
        assertThat(extrapolation.efficiency().estimate()).isCloseTo(1, within(0.05));
        assertThat(extrapolation.scaling()).isNull();
    }

    @Test
    void instancesThatShareALock_rejectThePrediction_andTheLawSaysSo() throws Exception {
        run = run(List.of(1, 2, 3), false);
        CapacityMeasurement measurement = explored(new SimulatedService(this::sharingALock));
        assertThatThrownBy(() -> run.perform(new CheckExtrapolation(measurement, bench)))
                .hasMessageContainingAll("3 instances carry 2", "prediction rejected", "Amdahl")
                .isInstanceOfSatisfying(
                        StageFailure.class,
                        failure -> assertThat(failure.fault()).isEqualTo(Fault.TARGET));
        RunResult.Extrapolation extrapolation =
                Objects.requireNonNull(run.output(StageName.EXTRAPOLATE).extrapolation());
        assertThat(extrapolation.efficiency().estimate()).isCloseTo(250.0 / 600, within(0.04));
        assertThat(Objects.requireNonNull(extrapolation.scaling()).law()).isEqualTo("amdahl");
        assertThat(extrapolation.scaling().measured()).hasSize(6);
    }

    @Test
    void aGroupThatFollows_holdsTheObjective() throws Exception {
        RunAssessment assessment = assessed(() -> Shape.of(4 * group.most(), 200 * group.most()));
        assertThat(assessment.objectiveHeld()).isTrue();
        assertThat(assessment.targetPerInstance()).isCloseTo(130, within(10.0));
        assertThat(assessment.highestHeld()).isCloseTo(assessment.to(), within(5.0));
    }

    @Test
    void aGroupThatDoesNotFollow_losesTheObjectiveWhereOneInstanceEnds() {
        assertThatThrownBy(() -> assessed(() -> Shape.of(4, 200)))
                .hasMessageContainingAll("none more was ordered", "was lost after", "not regained")
                .isInstanceOf(StageFailure.class);
        RunAssessment assessment =
                Objects.requireNonNull(run.output(StageName.ASSESS).assessment());
        assertThat(assessment.outcome()).isEqualTo("lost");
        assertThat(assessment.highestHeld()).isBetween(185.0, 225.0);
        assertThat(assessment.triggerSeconds()).isNull();
    }

    private RunAssessment assessed(Supplier<Shape> underTheRamp) throws Exception {
        CapacityMeasurement measurement = explored(new SimulatedService(() -> Shape.of(4, 200)));
        ProfiledLoad load = new ProfiledLoad(new SimulatedService(underTheRamp), bench);
        run.perform(new AssessScaling(load, measurement, bench, Duration.ZERO));
        return Objects.requireNonNull(run.output(StageName.ASSESS).assessment());
    }
}
