package io.headroom.localcloud.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.headroom.localcloud.wire.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What Terraform's outputs are made of. */
@Command(name = "describe", description = "Print an environment's addresses as JSON.")
final class DescribeCommand implements Callable<Integer> {

    private record Instance(String id, String address, String zone) {}

    private record Environment(
            String name,
            String runId,
            @Nullable String targetUrl,
            String api,
            String tokenFile,
            long pid,
            List<Instance> instances) {}

    @Option(names = "--name", required = true, description = "The environment's name.")
    private String name = "";

    @Option(names = "--output", description = "Write to this file instead.")
    private @Nullable Path output;

    @Override
    public Integer call() throws Exception {
        CloudClient client = CloudClient.of(name);
        String targetUrl = client.find("/v1/gateway")
                .map(gateway -> "http://" + gateway.path("address").asText())
                .orElse(null);
        Environment environment = new Environment(
                name,
                client.description().runId(),
                targetUrl,
                client.description().api(),
                client.description().tokenFile(),
                client.description().daemon().pid(),
                instances(client));
        String json = Json.writeIndented(environment);
        if (output == null) {
            System.out.println(json);
        } else {
            Files.writeString(output, json + "\n");
        }
        return 0;
    }

    private static List<Instance> instances(CloudClient client) throws Exception {
        List<Instance> instances = new ArrayList<>();
        for (JsonNode instance : client.find("/v1/instance-groups/profile")
                .map(group -> group.path("instances"))
                .orElse(MissingNode.getInstance())) {
            if (!instance.path("state").asText().equals("lost")) {
                instances.add(new Instance(
                        instance.path("id").asText(),
                        instance.path("address").asText(),
                        instance.path("zone").asText()));
            }
        }
        return instances;
    }
}
