package io.headroom.localcloud.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Waits until everything serves, or says what does not. */
@Command(name = "wait", description = "Wait until database, third party, gateway and all desired instances are ready.")
final class WaitCommand implements Callable<Integer> {

    private static final Pattern TIME = Pattern.compile("(\\d{1,6})(ms|s|m|h)");

    @Option(names = "--name", required = true, description = "The environment's name.")
    private String name = "";

    @Option(names = "--timeout", defaultValue = "120s", description = "For example 120s or 5m (default: 120s).")
    private String timeout = "120s";

    private List<String> missing = List.of();

    @Override
    public Integer call() throws Exception {
        Duration limit = duration(timeout);
        boolean ready = Waiting.until(
                () -> {
                    missing = missing(CloudClient.of(name));
                    return missing.isEmpty();
                },
                limit);
        if (!ready) {
            throw CommandFailure.environment("Environment '" + name + "' is not ready after " + timeout + ": "
                    + String.join("; ", missing) + ".");
        }
        System.out.println("Environment '" + name + "' is ready.");
        return 0;
    }

    private static List<String> missing(CloudClient client) throws IOException {
        List<String> missing = new ArrayList<>();
        requireRunning(client, "/v1/database", "the database", missing);
        requireRunning(client, "/v1/third-party", "the third party", missing);
        if (client.find("/v1/gateway").isEmpty()) {
            missing.add("the gateway does not exist");
        }
        Optional<JsonNode> group = client.find("/v1/instance-groups/profile");
        if (group.isEmpty()) {
            missing.add("the instance group does not exist");
        } else {
            requireInstances(group.get(), missing);
        }
        return missing;
    }

    private static void requireRunning(CloudClient client, String path, String what, List<String> missing)
            throws IOException {
        String state =
                client.find(path).map(node -> node.path("state").asText()).orElse("absent");
        if (!state.equals("running")) {
            missing.add(what + " is " + state);
        }
    }

    private static void requireInstances(JsonNode group, List<String> missing) {
        int ready = 0;
        for (JsonNode instance : group.path("instances")) {
            ready += instance.path("state").asText().equals("ready") ? 1 : 0;
        }
        int desired = group.path("desired").asInt();
        if (ready != desired) {
            JsonNode events = group.path("events");
            String last = events.isEmpty()
                    ? ""
                    : " (last: " + events.get(events.size() - 1).path("text").asText() + ")";
            missing.add(ready + " of " + desired + " instances are ready" + last);
        }
    }

    private static Duration duration(String text) {
        Matcher matcher = TIME.matcher(text);
        if (!matcher.matches()) {
            throw CommandFailure.usage("--timeout is '" + text + "': give a time such as 120s or 5m.");
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            default -> Duration.ofHours(amount);
        };
    }
}
