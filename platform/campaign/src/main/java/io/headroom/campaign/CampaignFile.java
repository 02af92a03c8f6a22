package io.headroom.campaign;

import io.headroom.campaign.Campaign.Environment;
import io.headroom.campaign.Campaign.Gate;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** A campaign as YAML 1.2. Its shape is published as {@code docs/schema/headroom.campaign-1.json}; what stands in it and means nothing is an error. */
public final class CampaignFile {

    private static final int LENGTH_MAX = 100_000;
    private static final String NAME = "[a-z0-9][a-z0-9-]{0,62}";
    private static final List<String> KEYS =
            List.of("campaign", "service", "scenario", "environment", "stages", "preset", "schedule", "gate");
    private static final List<String> SCENARIO_KEYS = List.of("path");
    private static final List<String> ENVIRONMENT_KEYS = List.of("module", "class", "profile");
    private static final List<String> PRESETS = List.of("quick", "standard", "thorough");
    private static final LoadSettings SETTINGS = LoadSettings.builder()
            .setUseMarks(true)
            .setMaxAliasesForCollections(0)
            .setCodePointLimit(LENGTH_MAX)
            .build();

    private CampaignFile() {}

    /**
     * @param file its name, for messages
     * @throws MalformedCampaign at the first thing that is wrong
     */
    public static Campaign read(String text, String file) {
        Value whole = new Value(file, "", composed(text, file));
        Keys keys = whole.keys(
                List.of("campaign", "service", "scenario", "environment", "stages", "preset", "schedule", "gate"));
        return new Campaign(
                name(keys.required("campaign")),
                keys.required("service").text(),
                scenario(keys.required("scenario")),
                environment(keys.required("environment")),
                StageList.read(keys.optional("stages")),
                keys.optional("preset").map(preset -> preset.oneOf(PRESETS)).orElse("standard"),
                keys.optional("schedule").map(ScheduleSection::read),
                keys.optional("gate").map(CampaignFile::gate).orElse(new Gate(false, OptionalDouble.empty())));
    }

    /**
     * The same, and fails if the scenario, the module or the profile is not there.
     *
     * @param file where it lies; what it names is looked for beside it
     */
    public static Campaign read(String text, Path file) {
        Campaign campaign = read(text, file.toString());
        Keys keys = new Value(file.toString(), "", composed(text, file.toString())).keys(KEYS);
        NamedFiles files = new NamedFiles(folder(file));
        files.requireFile(keys.required("scenario").keys(SCENARIO_KEYS).required("path"));
        Keys environment = keys.required("environment").keys(ENVIRONMENT_KEYS);
        files.requireFolder(environment.required("module"));
        environment.optional("profile").ifPresent(files::requireFile);
        return campaign;
    }

    /** What the paths in a campaign file are relative to. */
    public static Path folder(Path file) {
        return Objects.requireNonNull(file.toAbsolutePath().normalize().getParent(), "a file lies in a folder");
    }

    private static Node composed(String text, String file) {
        try {
            return new Compose(SETTINGS)
                    .composeString(text)
                    .orElseThrow(() -> new MalformedCampaign(file, 1, 1, "", "the file is empty"));
        } catch (MarkedYamlEngineException malformed) {
            Optional<Mark> mark = malformed.getProblemMark();
            throw new MalformedCampaign(
                    file,
                    mark.map(Mark::getLine).orElse(0) + 1,
                    mark.map(Mark::getColumn).orElse(0) + 1,
                    "",
                    "this is not YAML: " + malformed.getProblem());
        } catch (YamlEngineException malformed) {
            throw new MalformedCampaign(file, 1, 1, "", "this is not YAML: " + malformed.getMessage());
        }
    }

    private static String name(Value value) {
        String name = value.text();
        if (!name.matches(NAME)) {
            throw value.wrong("campaign '%s' is not a name: give lower-case letters, digits and dashes, at most 63"
                    .formatted(name));
        }
        return name;
    }

    private static String scenario(Value value) {
        Value path = value.keys(SCENARIO_KEYS).required("path");
        if (!path.text().endsWith(".java")) {
            throw path.wrong(
                    "scenario.path '%s' is not a Java file: give the path of a .java file".formatted(path.text()));
        }
        return path.text();
    }

    private static Environment environment(Value value) {
        Keys keys = value.keys(ENVIRONMENT_KEYS);
        return new Environment(
                keys.required("module").text(),
                keys.required("class").text(),
                keys.optional("profile").map(Value::text));
    }

    private static Gate gate(Value value) {
        Keys keys = value.keys(List.of("regression", "minimum"));
        Optional<Double> minimum = keys.optional("minimum").map(Value::rate);
        return new Gate(
                keys.optional("regression").map(Value::yes).orElse(false),
                minimum.map(OptionalDouble::of).orElseGet(OptionalDouble::empty));
    }
}
