package io.headroom.agent.command;

import io.headroom.agent.CommandFailure;
import io.headroom.agent.ExitCode;
import io.headroom.agent.platform.AlarmsClient;
import io.headroom.agent.platform.DataFolder;
import io.headroom.agent.platform.EnvironmentsClient;
import io.headroom.agent.platform.PlatformProblem;
import io.headroom.agent.platform.RunningPlatform;
import io.headroom.protocol.Fault;
import java.net.URI;

/** The platform that serves a data folder, for verbs that do nothing without one. */
final class PlatformOfFolder {

    private PlatformOfFolder() {}

    /** @throws CommandFailure if none serves the folder */
    static EnvironmentsClient environments(DataFolder folder) {
        return new EnvironmentsClient(address(folder));
    }

    /** @throws CommandFailure if none serves the folder */
    static AlarmsClient alarms(DataFolder folder) {
        return new AlarmsClient(address(folder));
    }

    /** @throws CommandFailure if none serves the folder */
    static URI address(DataFolder folder) {
        RunningPlatform running = folder.running()
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.ENVIRONMENT,
                        "No platform serves %s: start one by './headroom up --data %s', or name its folder by --data DIR."
                                .formatted(folder.path(), folder.path())));
        running.client().close();
        return URI.create(running.info().url());
    }

    /** How a command ends on it. */
    static CommandFailure failure(PlatformProblem problem) {
        boolean users = problem instanceof PlatformProblem.Refused refused && refused.fault() == Fault.USER;
        return new CommandFailure(users ? ExitCode.USAGE : ExitCode.ENVIRONMENT, problem.sentence());
    }
}
