package io.headroom.agent.command;

import io.headroom.agent.ExitCode;
import io.headroom.agent.export.ResultJson;
import io.headroom.agent.platform.AlarmsClient;
import io.headroom.agent.platform.PlatformProblem;
import io.headroom.agent.terminal.Terminal;
import io.headroom.protocol.protection.AlarmView;
import jakarta.inject.Inject;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "list",
        description =
                "Shows the protections that are not proven closed, and those that somebody else changed while they were relaxed.",
        footer = {"", "Examples", "  ./headroom alarm list", "  ./headroom alarm list --json"})
class AlarmListCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    @SuppressWarnings("NullAway.Init") // set by picocli
    DataOption data;

    @Option(names = "--json", description = "Print a JSON array.")
    boolean json;

    @Inject
    AlarmListCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Terminal terminal = surroundings.terminal();
        try (AlarmsClient client = PlatformOfFolder.alarms(data.folder(surroundings.environment()))) {
            List<AlarmView> alarms = client.list();
            if (json) {
                terminal.print(ResultJson.written(alarms).stripTrailing());
            } else if (alarms.isEmpty()) {
                terminal.print("There is no alarm.");
            } else {
                alarms.forEach(alarm -> terminal.print(text(alarm)));
            }
            return ExitCode.PASS.number();
        } catch (PlatformProblem problem) {
            throw PlatformOfFolder.failure(problem);
        }
    }

    private static String text(AlarmView alarm) {
        return "%s  %s since %s%s%s\n  %s"
                .formatted(
                        alarm.id(),
                        alarm.state(),
                        alarm.since().truncatedTo(ChronoUnit.SECONDS),
                        alarm.wide() ? ", relaxed for everybody" : "",
                        alarm.acknowledgedBy() == null ? "" : ", acknowledged by " + alarm.acknowledgedBy(),
                        alarm.message());
    }
}
