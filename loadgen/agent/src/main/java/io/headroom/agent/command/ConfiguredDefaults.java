package io.headroom.agent.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.headroom.agent.CommandFailure;
import io.headroom.agent.ExitCode;
import io.headroom.agent.quantity.FileTrouble;
import io.headroom.agent.quantity.Setting;
import io.headroom.engine.data.Nearest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * What holds where no flag says otherwise: the environment variable {@code HEADROOM_RATE} for {@code --rate}, then the key {@code rate} of
 * {@code headroom.yaml} in the working folder, then the option's own default. A key's value is text, a number, {@code true}, or a list of them for options
 * that may be repeated.
 */
final class ConfiguredDefaults implements IDefaultValueProvider {

    static final String FILE = "headroom.yaml";

    /** Who reads the file. A key that only another of them knows is none of one's business, and no mistake. */
    static final List<String> VERBS = List.of("run", "capacity");

    /** Separates the values of an option that may be repeated; options say so by {@code split}. */
    static final String SEPARATOR = "\n";

    /** The key of what stands on the command line without a flag. */
    private static final String SCENARIO = "scenario";

    private final Map<String, String> environment;
    private final Path file;
    private final Map<String, String> origins = new TreeMap<>();
    private @Nullable Map<String, String> keys;
    private @Nullable CommandFailure unreadable;

    /** @param folder where {@code headroom.yaml} may lie */
    ConfiguredDefaults(Map<String, String> environment, Path folder) {
        this.environment = environment;
        this.file = folder.resolve(FILE);
    }

    @Override
    public @Nullable String defaultValue(ArgSpec option) {
        String key = key(option);
        if (key.equals("help")) {
            return null;
        }
        String variable = "HEADROOM_" + key.toUpperCase(Locale.ROOT).replace('-', '_');
        String fromEnvironment = environment.get(variable);
        if (fromEnvironment != null && !fromEnvironment.isBlank()) {
            origins.put(key, variable);
            return fromEnvironment;
        }
        String fromFile = keys().get(key);
        if (fromFile != null) {
            origins.put(key, key + " in " + FILE);
        }
        return fromFile;
    }

    /** Fails if {@code headroom.yaml} cannot be read or has a key that none of the verbs that read it knows. */
    void requireSound(CommandSpec command) {
        Map<String, String> found = keys();
        if (unreadable != null) {
            throw unreadable;
        }
        Set<String> known = new TreeSet<>();
        verbs(command).flatMap(verb -> verb.options().stream()).forEach(option -> known.add(key(option)));
        known.add(SCENARIO);
        known.remove("help");
        for (String key : found.keySet()) {
            if (!known.contains(key)) {
                throw new CommandFailure(
                        ExitCode.USAGE, "%s: unknown key '%s'%s".formatted(FILE, key, hint(key, known)));
            }
        }
    }

    /** The verbs that read the file, as far as they stand beside the command; the command by itself otherwise. */
    private static Stream<CommandSpec> verbs(CommandSpec command) {
        return command.parent() == null
                ? Stream.of(command)
                : VERBS.stream()
                        .flatMap(verb -> Optional.ofNullable(
                                command.parent().subcommands().get(verb))
                                .stream())
                        .map(CommandLine::getCommandSpec);
    }

    /** An option's value with the name under which the user set it. */
    Optional<Setting> setting(ParseResult parsed, String option, @Nullable String value) {
        return Optional.ofNullable(value).map(given -> new Setting(name(parsed, option), given));
    }

    List<Setting> settings(ParseResult parsed, String option, @Nullable List<String> values) {
        return values == null
                ? List.of()
                : values.stream()
                        .map(value -> new Setting(name(parsed, option), value))
                        .toList();
    }

    private String name(ParseResult parsed, String option) {
        String key = option.replaceFirst("^--", "");
        return parsed.hasMatchedOption(option) ? option : origins.getOrDefault(key, option);
    }

    private static String hint(String key, Set<String> known) {
        String hint = Nearest.hint(key, known);
        return hint.isEmpty() ? "; keys are flags without their dashes." : hint;
    }

    private Map<String, String> keys() {
        if (keys == null) {
            keys = read();
        }
        return keys;
    }

    /** A file that cannot be read must not keep {@code --help} from showing, so its failure waits for {@link #requireSound}. */
    private Map<String, String> read() {
        if (!Files.exists(file)) {
            return Map.of();
        }
        try {
            JsonNode document = new YAMLMapper().readTree(Files.readString(file));
            return document.isMissingNode() || document.isNull() ? Map.of() : flattened(document);
        } catch (JsonProcessingException malformed) {
            unreadable = wrong("line %d is not YAML: %s"
                    .formatted(
                            malformed.getLocation() == null
                                    ? 1
                                    : malformed.getLocation().getLineNr(),
                            String.valueOf(malformed.getOriginalMessage())
                                    .lines()
                                    .findFirst()
                                    .orElse("")));
        } catch (IOException failure) {
            unreadable = wrong("it cannot be read (%s)".formatted(FileTrouble.of(failure)));
        } catch (CommandFailure malformed) {
            unreadable = malformed;
        }
        return Map.of();
    }

    private static Map<String, String> flattened(JsonNode document) {
        if (!document.isObject()) {
            throw wrong("it is not a list of keys such as 'rate: 100/s'");
        }
        Map<String, String> keys = new TreeMap<>();
        document.properties().forEach(entry -> keys.put(entry.getKey(), text(entry.getKey(), entry.getValue())));
        return keys;
    }

    private static String text(String key, JsonNode value) {
        if (value.isValueNode() && !value.isNull()) {
            return value.asText();
        }
        if (!value.isArray() || value.isEmpty()) {
            throw wrong("'%s' needs a value: text, a number, true, or a list of them".formatted(key));
        }
        List<String> values = new ArrayList<>();
        value.forEach(each -> values.add(text(key, each)));
        return String.join(SEPARATOR, values);
    }

    private static CommandFailure wrong(String what) {
        return new CommandFailure(ExitCode.USAGE, FILE + ": " + what + ".");
    }

    private static String key(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName().replaceFirst("^-+", "") : SCENARIO;
    }
}
