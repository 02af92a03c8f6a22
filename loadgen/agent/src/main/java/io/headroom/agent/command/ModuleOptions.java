package io.headroom.agent.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.headroom.agent.CommandFailure;
import io.headroom.agent.ExitCode;
import io.headroom.agent.quantity.Quantities;
import io.headroom.agent.quantity.Setting;
import io.headroom.protocol.environment.EnvironmentOrder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Of which module, with which inputs, by which name and for how long an environment is asked for. */
class ModuleOptions {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int NAME_FROM_MODULE_MAX = 24;

    @Option(
            names = "--module",
            paramLabel = "DIR",
            description = "Folder of a Terraform module that satisfies terraform/contract.")
    @Nullable
    Path module;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "Its name; otherwise the module's folder and four digits.")
    @Nullable
    String name;

    @Option(
            names = "--class",
            paramLabel = "CLASS",
            description = "Its input instance_class, as the module names classes.")
    @Nullable
    String instanceClass;

    @Option(names = "--instances", paramLabel = "N", description = "Its input instances.")
    @Nullable
    Integer instances;

    @Option(
            names = "--var",
            paramLabel = "NAME=VALUE",
            description =
                    "Any other input, several times; the value may be JSON: --var data_volume=10000 --var 'zones=[\"a\",\"b\"]'.")
    @Nullable
    List<String> variables;

    @Option(
            names = "--for",
            paramLabel = "TIME",
            defaultValue = "2h",
            description = "Until it destroys itself, 10m to 7 days; default ${DEFAULT-VALUE}.")
    String lifetime = "2h";

    boolean isNamed() {
        return module != null;
    }

    EnvironmentOrder order() {
        Path folder = folder();
        return new EnvironmentOrder(
                name == null ? nameFor(folder) : name,
                folder.toString(),
                inputs(),
                Quantities.duration(new Setting("--for", lifetime)).toSeconds());
    }

    /** As the platform knows it: absolute, links followed. */
    Path folder() {
        if (module == null) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "--module is missing: name the folder of a Terraform module, for example terraform/local.");
        }
        try {
            if (Files.isDirectory(module)) {
                return module.toRealPath();
            }
        } catch (IOException unreadable) {
            // Said below.
        }
        throw new CommandFailure(
                ExitCode.USAGE,
                "--module %s is no folder that can be read: name the folder of a Terraform module.".formatted(module));
    }

    private Map<String, Object> inputs() {
        Map<String, Object> inputs = new LinkedHashMap<>();
        if (instanceClass != null) {
            inputs.put("instance_class", instanceClass);
        }
        if (instances != null) {
            inputs.put("instances", instances);
        }
        for (String variable : variables == null ? List.<String>of() : variables) {
            int equals = variable.indexOf('=');
            if (equals < 1) {
                throw new Setting("--var", variable).isNot("an input and its value such as data_volume=10000");
            }
            inputs.put(variable.substring(0, equals), value(variable.substring(equals + 1)));
        }
        return inputs;
    }

    private static Object value(String text) {
        try {
            Object value = JSON.readValue(text, Object.class);
            return value == null ? text : value;
        } catch (JsonProcessingException plainText) {
            return text;
        }
    }

    private static String nameFor(Path folder) {
        Path last = folder.getFileName();
        String words = (last == null ? "" : last.toString())
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^[^a-z]+", "");
        String stem =
                words.isEmpty() ? "environment" : words.substring(0, Math.min(words.length(), NAME_FROM_MODULE_MAX));
        return "%s-%04x".formatted(stem, ThreadLocalRandom.current().nextInt(0x10000));
    }
}
