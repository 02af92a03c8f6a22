package io.headroom.agent.loadtest;

import io.headroom.agent.CommandFailure;
import io.headroom.agent.ExitCode;
import io.headroom.agent.loadtest.ResultAssembly.Course;
import io.headroom.engine.DriveReport;
import io.headroom.engine.GeneratorHealth;
import io.headroom.engine.Kept;
import io.headroom.engine.Totals;
import io.headroom.protocol.Fault;
import io.headroom.protocol.load.LoadResult;
import io.headroom.protocol.run.Verdict;
import java.util.List;
import java.util.Map;

/** The result of a load test whose load never began, so that whoever reads documents only learns of it, too. */
final class UnbegunLoad {

    private UnbegunLoad() {}

    static LoadResult of(LoadTest test, Course course, CommandFailure failure) {
        boolean interrupted = failure.exitCode() == ExitCode.INTERRUPTED;
        var nothing = new Measurements(test.load().duration(), false);
        return new ResultAssembly(test, course, nothing, report(test, interrupted)).unmeasured(judgement(failure));
    }

    private static Judgement judgement(CommandFailure failure) {
        String reason = String.valueOf(failure.getMessage());
        return switch (failure.exitCode()) {
            case FAILED -> new Judgement(Verdict.FAILED, reason, Fault.TARGET);
            case PASS, UNMEASURED, USAGE, INTERRUPTED -> new Judgement(Verdict.INCONCLUSIVE, reason, Fault.USER);
            case ENVIRONMENT -> new Judgement(Verdict.INVALID, reason, Fault.RESOURCES);
        };
    }

    private static DriveReport report(LoadTest test, boolean interrupted) {
        var pace = test.settings().pace();
        return new DriveReport(
                new Totals(0, 0, 0, Map.of(), 0, 0, 0),
                new GeneratorHealth(true, List.of(), 0, 0, 0, 0, 0, 0),
                interrupted,
                Map.of(),
                List.of(),
                new Kept(pace.spacing(), pace.pacing(), 0, 0, 1, 1, 1),
                Map.of(),
                Map.of());
    }
}
