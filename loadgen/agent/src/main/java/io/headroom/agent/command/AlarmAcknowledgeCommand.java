package io.headroom.agent.command;

import io.headroom.agent.ExitCode;
import io.headroom.agent.platform.AlarmsClient;
import io.headroom.agent.platform.PlatformProblem;
import io.headroom.protocol.protection.AlarmAcknowledgement;
import io.headroom.protocol.protection.AlarmView;
import jakarta.inject.Inject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "acknowledge",
        description =
                "Takes down who has looked at an alarm, and why it may end. Restoring goes on where it is not done.",
        footer = {
            "",
            "Examples",
            "  ./headroom alarm acknowledge headroom-20260101-1200-1767229200.waf --who Ada --why 'the rule was replaced on purpose'",
        })
class AlarmAcknowledgeCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    @SuppressWarnings("NullAway.Init") // set by picocli
    DataOption data;

    @Parameters(paramLabel = "ID", description = "As 'headroom alarm list' shows it.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    String id;

    @Option(names = "--who", paramLabel = "NAME", required = true, description = "Who has looked at it.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    String who;

    @Option(names = "--why", paramLabel = "TEXT", required = true, description = "What was found; kept in the audit.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    String why;

    @Inject
    AlarmAcknowledgeCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        try (AlarmsClient client = PlatformOfFolder.alarms(data.folder(surroundings.environment()))) {
            AlarmView alarm = client.acknowledge(id, new AlarmAcknowledgement(who, why));
            surroundings
                    .terminal()
                    .print("%s is acknowledged by %s. It is %s until closed is proven."
                            .formatted(alarm.id(), alarm.acknowledgedBy(), alarm.state()));
            return ExitCode.PASS.number();
        } catch (PlatformProblem problem) {
            throw PlatformOfFolder.failure(problem);
        }
    }
}
