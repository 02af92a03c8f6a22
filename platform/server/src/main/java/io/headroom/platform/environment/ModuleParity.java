package io.headroom.platform.environment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.headroom.equivalence.MalformedProfileException;
import io.headroom.equivalence.ParityRules;
import io.headroom.equivalence.Profile;
import io.headroom.equivalence.ProfileExport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** An environment's profile by the standard parity rules and those that its module brings in {@code parity.json}. */
final class ModuleParity {

    private static final String RULES = "parity.json";

    private ModuleParity() {}

    /** @param shown its state as {@code terraform show -json} tells it */
    static Profile profile(String name, JsonNode shown, Path module, ObjectMapper json)
            throws MalformedProfileException, EnvironmentFailure {
        return ProfileExport.of(name, shown, Workspace.MODULE, rules(module.resolve(RULES), json));
    }

    private static ParityRules rules(Path file, ObjectMapper json)
            throws MalformedProfileException, EnvironmentFailure {
        if (Files.notExists(file)) {
            return ParityRules.standard();
        }
        try {
            return ParityRules.standard().with(ParityRules.of(json.readTree(Files.readString(file))));
        } catch (IOException unreadable) {
            throw EnvironmentFailure.ofUser(
                    "the parity rules " + file + " cannot be read (" + unreadable.getMessage() + "): correct them");
        }
    }
}
