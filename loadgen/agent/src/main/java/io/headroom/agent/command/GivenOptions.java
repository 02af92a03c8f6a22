package io.headroom.agent.command;

import io.headroom.agent.quantity.Setting;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** The values of a command's options, each with the name under which the user set it: flag, environment variable, or key of {@code headroom.yaml}. */
final class GivenOptions {

    private final CommandSpec command;
    private final ConfiguredDefaults defaults;

    /** @param command one whose defaults are {@link ConfiguredDefaults}, after its options were parsed */
    GivenOptions(CommandSpec command) {
        this.command = command;
        this.defaults = (ConfiguredDefaults) command.defaultValueProvider();
    }

    /** Fails if {@code headroom.yaml} cannot be read or has a key that no command knows. */
    void requireSound() {
        defaults.requireSound(command);
    }

    Optional<Setting> one(String option, @Nullable String value) {
        return defaults.setting(command.commandLine().getParseResult(), option, value);
    }

    /** The same of an option that may be repeated. */
    List<Setting> all(String option, @Nullable List<String> values) {
        return defaults.settings(command.commandLine().getParseResult(), option, values);
    }

    static <T> Map<String, T> words(String first, T one, String second, T other) {
        Map<String, T> words = new LinkedHashMap<>();
        words.put(first, one);
        words.put(second, other);
        return words;
    }

    static <T> T choice(Optional<Setting> given, T otherwise, Map<String, T> words) {
        return given.map(setting -> {
                    T chosen = words.get(setting.value().strip());
                    if (chosen == null) {
                        throw setting.isNot("one of " + String.join(", ", words.keySet()));
                    }
                    return chosen;
                })
                .orElse(otherwise);
    }
}
