package io.headroom.platform.environment;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The folder that Terraform works in for one environment: a root module of ours that calls the team's module and passes its outputs on. It is
 * on durable disk, since what Terraform cannot save ({@code errored.tfstate}) lies there. Only its owner reads it.
 */
final class Workspace {

    /** What our root module calls the team's. */
    static final String MODULE = "module.environment";

    private static final String ROOT_MODULE = "main.tf.json";

    private Workspace() {}

    /**
     * @param contract the team's module
     * @param variables the contract's inputs by name
     * @throws EnvironmentFailure if the folder cannot be written, or the module has no such input
     */
    static void lay(Path workspace, ModuleContract contract, Map<String, Object> variables, ObjectMapper json)
            throws EnvironmentFailure {
        contract.requireInputs(variables.keySet());
        Map<String, Object> call = new LinkedHashMap<>();
        call.put("source", "./module");
        call.putAll(variables);
        Map<String, Object> outputs = new LinkedHashMap<>();
        ModuleContract.OUTPUTS.stream()
                .filter(contract.outputs()::contains)
                .forEach(name ->
                        outputs.put(name, Map.of("value", "${" + MODULE + "." + name + "}", "sensitive", true)));
        Map<String, Object> root = Map.of(
                // Where it is and who we are stands in the process's environment, not in a file.
                "terraform", Map.of("backend", Map.of("http", Map.of())),
                "module", Map.of("environment", call),
                "output", outputs);
        try {
            Files.createDirectories(workspace, Sealing.ownerOnly(workspace, "rwx------"));
            Path link = workspace.resolve("module");
            if (Files.notExists(link)) {
                Files.createSymbolicLink(link, contract.module().toRealPath());
            }
            Files.writeString(
                    workspace.resolve(ROOT_MODULE),
                    json.writerWithDefaultPrettyPrinter().writeValueAsString(root));
        } catch (IOException failure) {
            throw new EnvironmentFailure(
                    "the Terraform workspace " + workspace + " cannot be written: " + failure.getMessage());
        }
    }

    /** @return the records that were ordered when it was laid, 0 if none were */
    static long dataVolume(Path workspace, ObjectMapper json) throws EnvironmentFailure {
        try {
            return json.readTree(Files.readString(workspace.resolve(ROOT_MODULE)))
                    .path("module")
                    .path("environment")
                    .path("data_volume")
                    .asLong();
        } catch (IOException failure) {
            throw new EnvironmentFailure(
                    "the Terraform workspace " + workspace + " cannot be read: " + failure.getMessage());
        }
    }

    /** Whether anything can have been made from here. */
    static boolean isLaid(Path workspace) {
        return Files.exists(workspace.resolve(ROOT_MODULE));
    }
}
