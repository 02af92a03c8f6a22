package io.headroom.platform.environment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a team's module declares, held against {@code terraform/contract} before Terraform runs. Terraform itself would say so too, but in terms of our
 * root module, which the team has never seen.
 *
 * @param variables names of its inputs
 * @param outputs names of its outputs
 */
record ModuleContract(Path module, Set<String> variables, Set<String> outputs) {

    /** The outputs that the platform reads. */
    static final List<String> OUTPUTS =
            List.of("target_url", "instances", "protections", "autoscaler", "telemetry", "verification", "prices");

    private static final List<String> VARIABLES_REQUIRED = List.of("name", "run_id", "expires_at");
    private static final Set<String> OUTPUTS_OPTIONAL = Set.of("telemetry", "prices");
    private static final Pattern BLOCK =
            Pattern.compile("^[ \\t]*(variable|output)[ \\t]+\"([^\"]+)\"", Pattern.MULTILINE);

    /** @throws EnvironmentFailure if it is no folder, or lacks an input or output that the contract requires */
    static ModuleContract of(Path module, ObjectMapper json) throws EnvironmentFailure {
        ModuleContract declared = new ModuleContract(module, new TreeSet<>(), new TreeSet<>());
        try (Stream<Path> files = Files.list(module)) {
            for (Path file : files.sorted().toList()) {
                declared.read(file, json);
            }
        } catch (IOException unreadable) {
            throw EnvironmentFailure.ofUser("the module " + module + " cannot be read ("
                    + unreadable.getClass().getSimpleName() + "): give the folder of a Terraform module");
        }
        declared.require("input", VARIABLES_REQUIRED, declared.variables());
        declared.require(
                "output",
                OUTPUTS.stream()
                        .filter(output -> !OUTPUTS_OPTIONAL.contains(output))
                        .toList(),
                declared.outputs());
        return declared;
    }

    private void read(Path file, ObjectMapper json) throws IOException {
        String name = file.getFileName().toString();
        if (name.endsWith(".tf") || name.endsWith(".tofu")) {
            BLOCK.matcher(Files.readString(file))
                    .results()
                    .forEach(block -> (block.group(1).equals("variable") ? variables : outputs).add(block.group(2)));
        } else if (name.endsWith(".tf.json")) {
            JsonNode document = json.readTree(Files.readString(file));
            document.path("variable").fieldNames().forEachRemaining(variables::add);
            document.path("output").fieldNames().forEachRemaining(outputs::add);
        }
    }

    private void require(String kind, List<String> required, Set<String> declared) throws EnvironmentFailure {
        String missing =
                required.stream().filter(name -> !declared.contains(name)).collect(Collectors.joining(", "));
        if (!missing.isEmpty()) {
            throw EnvironmentFailure.ofUser("the module " + module + " lacks the " + kind + " " + missing
                    + ": terraform/contract says what an environment's module has");
        }
    }

    /** @throws EnvironmentFailure if the module has no input of such a name */
    void requireInputs(Set<String> given) throws EnvironmentFailure {
        for (String name : given) {
            if (!variables.contains(name)) {
                throw EnvironmentFailure.ofUser("the module " + module + " has no input '" + name
                        + "', which it is given: it has " + String.join(", ", variables));
            }
        }
    }
}
