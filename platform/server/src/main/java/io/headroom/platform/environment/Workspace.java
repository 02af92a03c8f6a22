package io.headroom.platform.environment;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The folder that Terraform works in for one environment: a root module of ours that calls the team's module and passes its outputs on. It is
 * on durable disk, since the state and, after a failure, {@code errored.tfstate} live there.
 */
final class Workspace {

    /** The outputs of {@code terraform/contract} that the platform reads. */
    private static final List<String> OUTPUTS =
            List.of("target_url", "instances", "protections", "autoscaler", "telemetry", "verification", "prices");

    private Workspace() {}

    /** @param variables the contract's inputs by name */
    static void lay(Path workspace, Path module, Map<String, Object> variables, ObjectMapper json)
            throws EnvironmentFailure {
        try {
            Files.createDirectories(workspace);
            Path link = workspace.resolve("module");
            if (Files.notExists(link)) {
                Files.createSymbolicLink(link, module.toRealPath());
            }
            Map<String, Object> call = new LinkedHashMap<>();
            call.put("source", "./module");
            call.putAll(variables);
            Map<String, Object> outputs = new LinkedHashMap<>();
            OUTPUTS.forEach(name ->
                    outputs.put(name, Map.of("value", "${module.environment." + name + "}", "sensitive", true)));
            Map<String, Object> root = Map.of("module", Map.of("environment", call), "output", outputs);
            Files.writeString(workspace.resolve("main.tf.json"), Terraform.pretty(json, root));
        } catch (IOException failure) {
            throw new EnvironmentFailure(
                    "the Terraform workspace " + workspace + " cannot be written: " + failure.getMessage());
        }
    }
}
