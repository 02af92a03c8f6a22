package io.headroom.platform.run;

import io.headroom.protocol.Fault;
import io.headroom.protocol.run.RunView;
import io.headroom.protocol.run.RunView.StageState;
import java.util.List;

/** What a run that its platform left has come to, as far as its rows tell. */
final class Abandoned {

    private Abandoned() {}

    /** The first stage that had failed by then; else the stage that the platform ended in; else a run of which only putting back was left. */
    static Conclusion conclusion(RunView view, List<Stage> stages) {
        String reached = "";
        for (int ordinal = 0; ordinal < stages.size(); ordinal++) {
            RunView.Stage row = view.stages().get(ordinal);
            if (row.state() == StageState.FAILED) {
                return Conclusion.failed(Fault.PLATFORM, String.valueOf(row.message()));
            }
            if (stages.get(ordinal).always()) {
                continue;
            }
            if (row.state() == StageState.RUNNING || row.state() == StageState.PENDING) {
                return Conclusion.failed(Fault.PLATFORM, ended(row));
            }
            if (row.state() == StageState.SKIPPED) {
                return Conclusion.failed(Fault.USER, "the run was stopped");
            }
            reached = String.valueOf(row.message());
        }
        return Conclusion.passed(reached);
    }

    private static String ended(RunView.Stage row) {
        String when = row.state() == StageState.RUNNING ? "during" : "before";
        return "the platform ended " + when + " stage '" + row.name()
                + "'; the next one restored and destroyed what was left";
    }
}
