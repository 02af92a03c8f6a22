package io.headroom.agent.environment;

import io.headroom.agent.terminal.Table;
import io.headroom.protocol.environment.EnvironmentView;
import io.headroom.protocol.environment.EnvironmentView.Plan;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Environments in lines for people. */
public final class EnvironmentText {

    private EnvironmentText() {}

    public static List<String> list(List<EnvironmentView> environments) {
        if (environments.isEmpty()) {
            return List.of("There is no environment.");
        }
        var table = new Table(0).row("name", "state", "until", "entrance", "module");
        environments.forEach(one -> table.row(
                one.name(),
                state(one),
                one.expires().truncatedTo(ChronoUnit.SECONDS).toString(),
                orDash(one.targetUrl()),
                one.module()));
        List<String> lines = new ArrayList<>(table.lines());
        environments.stream()
                .filter(one -> one.trouble() != null)
                .forEach(one -> lines.add("%s: %s".formatted(one.name(), one.trouble())));
        return lines;
    }

    private static String state(EnvironmentView environment) {
        String state = environment.state().toLowerCase(Locale.ROOT);
        return environment.work() == null ? state : state + ", " + environment.work() + " under way";
    }

    public static List<String> plan(Plan plan) {
        List<String> lines = new ArrayList<>();
        plan.changes().forEach(change -> lines.add("  %s %s".formatted(sign(change.action()), change.address())));
        lines.add("%d to %s%s".formatted(plan.changes().size(), "create", cost(plan.costPerHour())));
        return lines;
    }

    private static String sign(String action) {
        return action.equals("create") ? "+" : action;
    }

    private static String cost(@Nullable Double perHour) {
        return perHour == null ? "" : String.format(Locale.ROOT, ", %.2f per hour by the module's prices", perHour);
    }

    public static List<String> outputs(EnvironmentView environment) {
        var table = new Table(0)
                .row("name", environment.name())
                .row("entrance", orDash(environment.targetUrl()))
                .row(
                        "until",
                        environment.expires().truncatedTo(ChronoUnit.SECONDS).toString());
        environment.instances().forEach(instance -> table.row("instance", instance));
        environment.protections().forEach(protection -> table.row("guarded by", protection));
        return table.lines();
    }

    private static String orDash(@Nullable String text) {
        return text == null ? "-" : text;
    }
}
