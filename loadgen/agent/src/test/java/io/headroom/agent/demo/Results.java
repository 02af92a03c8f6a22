package io.headroom.agent.demo;

import io.headroom.protocol.capacity.Generator;
import io.headroom.protocol.capacity.LoadStep;
import io.headroom.protocol.capacity.LoadStep.Latency;
import io.headroom.protocol.capacity.MeasuredCapacity;
import io.headroom.protocol.capacity.MeasuredCapacity.Interval;
import io.headroom.protocol.capacity.StepDependency;
import io.headroom.protocol.run.RunAssessment;
import io.headroom.protocol.run.RunLoadPoint;
import io.headroom.protocol.run.RunRecovery;
import io.headroom.protocol.run.RunRegression;
import io.headroom.protocol.run.RunResult;
import io.headroom.protocol.run.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A result document as a run of the sample's small class gives it. */
public final class Results {

    static final Instant STARTED = Instant.parse("2026-11-24T06:00:00Z");

    private Results() {}

    public static RunResult passed(String run) {
        return passed(run, interval(190, 196, 202.0), new RunResult.Efficiency(0.95, 0.985, 1.01));
    }

    /** Where no rate failed: neither the maximum nor the efficiency has an upper bound. */
    static RunResult open(String run) {
        var maximum = new Interval(190, 190, null, "requests/s", 0.95, "at least this: no rate failed");
        return passed(run, maximum, new RunResult.Efficiency(0.95, 0.985, null));
    }

    private static RunResult passed(String run, Interval maximum, RunResult.Efficiency efficiency) {
        var one = new MeasuredCapacity(
                interval(160, 170, 180.0), maximum, "workers", List.of(step(10), step(160), overloaded(320)));
        var three = new MeasuredCapacity(
                interval(480, 510, 540.0), interval(560, 579, 598.0), "workers", List.of(step(588)));
        return new RunResult(
                RunResult.SCHEMA,
                run,
                "profile-service",
                null,
                STARTED,
                STARTED.plusSeconds(252),
                Verdict.PASS,
                "One instance carries 196 requests/s, and three carry 98.5 % of three times as much.",
                null,
                new RunResult.Environment(
                        "env-1", "terraform/local", "small", "C", "directional", null, null, true, true),
                new RunResult.Scenario("ProfileJourneys", "ProfileJourneys.java", "ab12"),
                one,
                new RunResult.Extrapolation(3, 588, 579, 1, three, efficiency, "aligned", null, List.of()),
                List.of(recovered(), notRecovered()),
                assessed(),
                new RunRegression(
                        "ab12", 9, 196, "suspected", -0.12, "run-0", null, "12.0 % less than before since run run-0"),
                List.of(
                        new RunResult.Protection("rate-limit", "local-cloud", 121.4, 0.87, true, true, "DISARMED"),
                        new RunResult.Protection("waf", "local-cloud", 120.9, 1.0, true, false, "ALARM")),
                List.of(new RunResult.Finding(
                        "n-plus-one",
                        "GET /profiles of profile-service",
                        "high",
                        "GET /profiles asks 20 times one after the other for what one call could bring",
                        Map.of("120 requests/s", "20 calls"),
                        "Load them together.",
                        List.of("48ab"))),
                new RunResult.Coverage(
                        3,
                        3,
                        1_204,
                        1_203,
                        List.of("127.0.0.1"),
                        "Traces of 1204 requests came, 1203 of them complete."),
                List.of(
                        new RunResult.Note(STARTED, "info", "created the database"),
                        new RunResult.Note(STARTED, "warning", "Instance i-2 was lost and replaced.")),
                new Generator("valid", List.of(), 1.1, 0.12, 0));
    }

    private static RunRecovery recovered() {
        return new RunRecovery(
                1,
                294,
                10,
                98,
                "recovered",
                8.25,
                null,
                0.31,
                810,
                8.3,
                new RunRecovery.Again(190, "PASS", 190),
                List.of(new RunRecovery.Level(147, 0.3, 0, false), new RunRecovery.Level(294, 0.93, 0, true)),
                List.of(new RunLoadPoint(0, 98, 98, 24.0, 0, 2)));
    }

    private static RunRecovery notRecovered() {
        return new RunRecovery(
                3,
                868,
                10,
                290,
                "not-recovered",
                null,
                "At the end 40 % failed.",
                0.5,
                2_500,
                8.6,
                null,
                null,
                List.of());
    }

    private static RunAssessment assessed() {
        return new RunAssessment(
                55,
                276,
                75,
                new RunAssessment.Objective(200, 0.01),
                110,
                List.of(
                        new RunAssessment.InstanceCount(0, 1, 1),
                        new RunAssessment.InstanceCount(22, 2, 1),
                        new RunAssessment.InstanceCount(31, 2, 2),
                        new RunAssessment.InstanceCount(61, 3, 3)),
                22.0,
                31.0,
                List.of(new RunAssessment.Loss(26, 32.0)),
                276,
                150,
                false,
                "regained",
                List.of());
    }

    static LoadStep step(double rate) {
        return new LoadStep(
                rate,
                "PASS",
                "PASS",
                "within the criteria",
                List.of(),
                20,
                3_200,
                3_200,
                3_190,
                Map.of("status-503", 10L),
                0,
                rate,
                new Latency(21.0, 25.4, 30.0, 41.0, 22.0),
                latency(),
                latency(),
                Map.of("cpu", 0.2),
                7,
                List.of(new StepDependency(
                        "profile-service",
                        "database",
                        "postgresql profiles",
                        "select a from t where id = ?",
                        900,
                        2_700,
                        3,
                        1.2,
                        2.5,
                        9,
                        1.1,
                        Map.of())));
    }

    private static LoadStep overloaded(double rate) {
        return new LoadStep(
                rate,
                "FAIL",
                "FAIL",
                "errors 38 %",
                List.of(),
                20,
                6_400,
                6_400,
                3_968,
                Map.of("status-503", 2_432L),
                0,
                198.4,
                new Latency(1_900.0, 2_050.0, null, 2_100.0, 1_800.0),
                latency(),
                latency(),
                Map.of(),
                null,
                null);
    }

    private static Latency latency() {
        return new Latency(20.0, 21.0, 22.0, 23.0, 20.1);
    }

    private static Interval interval(double lower, double estimate, Double upper) {
        return new Interval(lower, estimate, upper, "requests/s", 0.95, null);
    }
}
