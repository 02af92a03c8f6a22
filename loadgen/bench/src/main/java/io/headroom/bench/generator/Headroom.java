package io.headroom.bench.generator;

import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Ours. */
public final class Headroom implements Generator {

    @Override
    public String name() {
        return "headroom";
    }

    @Override
    public List<String> command(Load load, Path folder) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-opens",
                "java.base/java.lang=ALL-UNNAMED",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:ActiveProcessorCount=1"));
        String options = System.getenv().getOrDefault("HEADROOM_JAVA_OPTIONS", "");
        if (!options.isBlank()) {
            command.addAll(List.of(options.strip().split("\\s+")));
        }
        command.add("-cp");
        command.add(new File(System.getProperty("java.class.path")).getAbsolutePath());
        command.add(EngineProgram.class.getName());
        switch (load) {
            case Load.SmallGet get -> {
                command.add(get.url().toString());
                command.add(String.valueOf(get.connections()));
                command.add(String.valueOf(get.duration().toSeconds()));
            }
            case Load.FixedRate rate -> throw new IllegalArgumentException("not with this program: " + rate);
            case Load.Journey journey -> throw new IllegalArgumentException("not with this program: " + journey);
        }
        return List.copyOf(command);
    }

    @Override
    public Duration warmUp() {
        return Duration.ofSeconds(3);
    }
}
