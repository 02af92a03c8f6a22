package io.headroom.localcloud.instances;

import io.headroom.localcloud.database.Database;
import io.headroom.localcloud.folder.CloudFolder;
import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * Starts the process of an instance.
 *
 * @param command the program and its arguments; what the instance is, it learns from its environment
 */
public record InstanceLaunch(List<String> command, CloudFolder folder) {

    /** What every instance of the environment shares. */
    record Surroundings(Database.Access database, String thirdPartyUrl) {

        Surroundings withDatabase(Database.Access other) {
            return new Surroundings(other, thirdPartyUrl);
        }
    }

    private static final String HEAP_OPTION = "-Xmx";
    /** Small enough for several instances on a laptop, and minutes of load before three quarters of it are lost. */
    private static final String LEAKING_HEAP = HEAP_OPTION + "768m";

    Process start(Instance instance, Surroundings surroundings) throws IOException {
        GroupSettings settings = instance.settings;
        File log = folder.instanceLog(instance.id).toFile();
        ProcessBuilder builder = new ProcessBuilder(settings.leaksMemory() ? withMemoryToLose() : command)
                .directory(folder.path().toFile())
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log));
        Map<String, String> environment = builder.environment();
        environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        environment.put("QUARKUS_HTTP_PORT", String.valueOf(instance.port));
        environment.put("QUARKUS_DATASOURCE_JDBC_URL", surroundings.database().jdbcUrl());
        environment.put("QUARKUS_DATASOURCE_USERNAME", surroundings.database().username());
        environment.put("QUARKUS_DATASOURCE_PASSWORD", surroundings.database().password());
        environment.put("SAMPLE_WORKERS", String.valueOf(instance.workers));
        environment.put("SAMPLE_SERVICE_TIME", settings.serviceTime().toString());
        environment.put("SAMPLE_DEFECTS", String.join(",", settings.defects()));
        environment.put("SAMPLE_INSTANCE_ID", instance.id);
        environment.put("SAMPLE_ZONE", instance.zone);
        environment.put("SAMPLE_THIRD_PARTY_URL", surroundings.thirdPartyUrl());
        environment.put(
                "QUARKUS_OTEL_SDK_DISABLED",
                String.valueOf(settings.otlpEndpoint().isEmpty()));
        environment.remove("QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT");
        settings.otlpEndpoint().ifPresent(endpoint -> environment.put("QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT", endpoint));
        return builder.start();
    }

    private List<String> withMemoryToLose() {
        return command.stream()
                .map(word -> word.startsWith(HEAP_OPTION) ? LEAKING_HEAP : word)
                .toList();
    }
}
