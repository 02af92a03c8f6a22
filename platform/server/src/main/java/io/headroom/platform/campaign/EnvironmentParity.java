package io.headroom.platform.campaign;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.headroom.equivalence.Circumstances;
import io.headroom.equivalence.Circumstances.Answer;
import io.headroom.equivalence.MalformedProfileException;
import io.headroom.equivalence.Parity;
import io.headroom.equivalence.Profile;
import io.headroom.platform.environment.EnvironmentFailure;
import io.headroom.platform.environment.Environments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How like production a run's environment is. Both profiles and the drift are taken while it stands, and kept with the stages that took them; the
 * grade is given when the run is over, and everything that counts is known.
 */
final class EnvironmentParity {

    private EnvironmentParity() {}

    /** Of the stage that provisions. */
    record Made(JsonNode production, JsonNode environment, Answer drifted) {}

    /** Of the stage that destroys, before it does. */
    record Left(Answer drifted) {}

    /** @throws EnvironmentFailure if the profile is not one */
    static JsonNode production(String file, ObjectMapper json) throws EnvironmentFailure {
        try {
            JsonNode document = json.readTree(Files.readString(Path.of(file)));
            Profile.of(document);
            return document;
        } catch (JsonProcessingException notJson) {
            throw new EnvironmentFailure("profile '" + file + "' is not JSON: " + notJson.getOriginalMessage());
        } catch (IOException unreadable) {
            throw new EnvironmentFailure("profile '" + file + "' cannot be read ("
                    + unreadable.getClass().getSimpleName() + "): give the file of a production profile");
        } catch (MalformedProfileException malformed) {
            throw new EnvironmentFailure("profile '" + file + "': " + malformed.sentence());
        }
    }

    static Made made(String run, JsonNode production, Environments environments)
            throws EnvironmentFailure, InterruptedException {
        return new Made(production, environments.profile(run).document(), drifted(run, environments));
    }

    /** An environment that cannot be asked any more is not known to be what it was. */
    static Answer drifted(String run, Environments environments) throws InterruptedException {
        try {
            return environments.drifted(run) ? Answer.YES : Answer.NO;
        } catch (EnvironmentFailure notTold) {
            return Answer.UNKNOWN;
        }
    }

    /**
     * @param made absent if no production profile was named, or nothing was made
     * @param instancesMost that the run measured
     * @param generatorUnhealthy of the whole run
     * @param declared what the run changed on purpose
     */
    static Parity graded(
            @Nullable Made made,
            @Nullable Left left,
            int instancesMost,
            Answer generatorUnhealthy,
            List<String> declared) {
        if (made == null) {
            return Parity.unknown("no production profile was compared with");
        }
        Circumstances circumstances = new Circumstances(
                made.drifted(), left == null ? Answer.UNKNOWN : left.drifted(), generatorUnhealthy, declared);
        try {
            return Parity.of(
                    Profile.of(made.production()),
                    Profile.of(made.environment()).measuredWith(instancesMost),
                    circumstances);
        } catch (MalformedProfileException corrupt) {
            throw new IllegalStateException("the database holds something that is not a profile", corrupt);
        }
    }
}
