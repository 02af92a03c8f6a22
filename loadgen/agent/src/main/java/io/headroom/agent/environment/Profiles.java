package io.headroom.agent.environment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.headroom.agent.CommandFailure;
import io.headroom.agent.ExitCode;
import io.headroom.agent.quantity.FileTrouble;
import io.headroom.equivalence.MalformedProfileException;
import io.headroom.equivalence.ParityRules;
import io.headroom.equivalence.Profile;
import io.headroom.equivalence.ProfileExport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Profiles of production in files. A state that one is taken out of never leaves this process. */
public final class Profiles {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Profiles() {}

    public static Profile read(Path file) {
        try {
            return Profile.of(document(file));
        } catch (MalformedProfileException malformed) {
            throw new CommandFailure(ExitCode.USAGE, "%s: %s.".formatted(file, malformed.sentence()));
        }
    }

    /** As a platform sent it. */
    public static Profile of(JsonNode document) {
        try {
            return Profile.of(document);
        } catch (MalformedProfileException malformed) {
            throw new CommandFailure(
                    ExitCode.ENVIRONMENT, "The platform's answer is no profile: %s.".formatted(malformed.sentence()));
        }
    }

    /**
     * @param shown what {@code terraform show -json} wrote
     * @param under only resources of this module; empty for all
     * @param rules parity rules that go before the standard ones
     */
    public static Profile export(String name, Path shown, String under, @Nullable Path rules) {
        Path reading = rules == null ? shown : rules;
        try {
            ParityRules all = rules == null
                    ? ParityRules.standard()
                    : ParityRules.standard().with(ParityRules.of(document(rules)));
            reading = shown;
            return ProfileExport.of(name, document(shown), under, all);
        } catch (MalformedProfileException malformed) {
            throw new CommandFailure(ExitCode.USAGE, "%s: %s.".formatted(reading, malformed.sentence()));
        }
    }

    public static void write(Profile profile, Path file) {
        try {
            Files.writeString(file, profile.document().toPrettyString() + "\n");
        } catch (IOException failure) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "--out %s cannot be written (%s): name a file in a folder that exists and that you may write to."
                            .formatted(file, FileTrouble.of(failure)));
        }
    }

    private static JsonNode document(Path file) {
        try {
            return JSON.readTree(Files.readString(file));
        } catch (JsonProcessingException malformed) {
            throw new CommandFailure(
                    ExitCode.USAGE, "%s is not JSON: %s.".formatted(file, malformed.getOriginalMessage()));
        } catch (IOException failure) {
            throw new CommandFailure(ExitCode.USAGE, "%s: %s.".formatted(file, FileTrouble.of(failure)));
        }
    }
}
