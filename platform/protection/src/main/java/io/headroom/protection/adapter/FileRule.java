package io.headroom.protection.adapter;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.headroom.protection.Artefact;
import io.headroom.protection.Extent;
import io.headroom.protection.ProtectionAdapter.Applied;
import io.headroom.protection.ProtectionAdapter.Effect;
import io.headroom.protection.ProtectionAdapter.Entangled;
import io.headroom.protection.ProtectionAdapter.Failed;
import io.headroom.protection.ProtectionAdapter.Rule;
import io.headroom.protection.ProtectionAdapter.Sighting;
import io.headroom.protection.ProtectionAdapter.Silence;
import io.headroom.protection.ProtectionAdapter.Stale;
import io.headroom.protection.ProtectionAdapter.TargetGone;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A rule that a program reads from files: the rule's own, which is never changed, and a folder of artefacts that it
 * includes. Its version is a digest of all of them.
 *
 * @param ruleFile where the rule stands
 * @param narrowSuffix of files that open for agents
 * @param wideSuffix of files that open for everybody
 * @param expiry finds, as its first group, when a narrow file ends by itself, in seconds of Unix time
 */
record FileRule(Path ruleFile, ArtefactFolder folder, String narrowSuffix, String wideSuffix, Pattern expiry) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Makes the program take note of the files; why it does not, or nothing. */
    interface TakeNote {
        Optional<String> run() throws InterruptedException;
    }

    Sighting observe() {
        try {
            return see();
        } catch (IOException failure) {
            return silence(failure);
        }
    }

    /** @param content of the artefact's file */
    Effect put(String artefact, Extent extent, String content, String expectedVersion, TakeNote program)
            throws InterruptedException {
        try {
            return folder.exclusively(() -> {
                var version = see().version();
                if (!version.equals(expectedVersion)) {
                    return new Stale("The files of the rule in " + ruleFile
                            + " are not as they were when it was looked at, or the relaxation was fenced off.");
                }
                folder.put(fileOf(artefact, extent), content);
                var refused = program.run();
                if (refused.isPresent()) {
                    folder.remove(fileOf(artefact, extent));
                    program.run();
                    return new Failed(refused.get());
                }
                return new Applied(see().version());
            });
        } catch (IOException failure) {
            return silence(failure);
        }
    }

    Effect remove(String artefact, Extent extent, boolean inDoubt, TakeNote program) throws InterruptedException {
        try {
            return folder.exclusively(() -> {
                var entangled = takeAway(artefact, fileOf(artefact, extent));
                if (inDoubt) {
                    folder.fence(artefact);
                }
                // Also where nothing was there: an earlier attempt may have died before the program took note.
                var refused = program.run();
                if (refused.isPresent()) {
                    return new Failed(refused.get());
                }
                return entangled == null ? new Applied(null) : entangled;
            });
        } catch (IOException failure) {
            return silence(failure);
        }
    }

    private @Nullable Entangled takeAway(String artefact, String name) throws IOException {
        var content = folder.files().get(name);
        if (content != null && ArtefactFolder.isSealed(content)) {
            folder.remove(name);
        } else if (content != null) {
            folder.setAside(artefact, name);
        }
        return folder.isSetAside(artefact)
                ? new Entangled("Somebody edited the file " + name
                        + " by which the rule stood open; it is out of force and kept beside it as " + artefact
                        + ".edited.")
                : null;
    }

    private String fileOf(String artefact, Extent extent) {
        return switch (extent) {
            case NARROW -> artefact + narrowSuffix;
            case WIDE -> artefact + wideSuffix;
        };
    }

    private Rule see() throws IOException {
        var rule = Files.readString(ruleFile);
        var settings = JSON.createObjectNode().put("rule", settingsIn(rule));
        var artefacts = new ArrayList<Artefact>();
        var digests = new StringBuilder(ArtefactFolder.digest(rule));
        for (Map.Entry<String, String> file : folder.files().entrySet()) {
            digests.append(file.getKey()).append(ArtefactFolder.digest(file.getValue()));
            var artefact = artefact(file.getKey(), file.getValue());
            artefact.ifPresent(artefacts::add);
            if (artefact.isEmpty() && file.getKey().endsWith(".conf")) {
                settings.put(file.getKey(), settingsIn(file.getValue()));
            }
        }
        return new Rule(settings.toString(), ArtefactFolder.digest(digests.toString()), artefacts);
    }

    private Optional<Artefact> artefact(String name, String content) {
        for (var extent : Extent.values()) {
            var suffix = fileOf("", extent);
            if (name.endsWith(suffix)) {
                var id = name.substring(0, name.length() - suffix.length());
                var artefact = new Artefact(id, extent, extent == Extent.NARROW ? expiryIn(content) : null);
                return artefact.run().isPresent() ? Optional.of(artefact) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private @Nullable Instant expiryIn(String content) {
        var found = expiry.matcher(content);
        return found.find() ? Instant.ofEpochSecond(Long.parseLong(found.group(1))) : null;
    }

    /** Without comments and layout, which change nothing. */
    private static String settingsIn(String text) {
        return String.join(
                "\n",
                text.lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                        .toList());
    }

    private static Silence silence(IOException failure) {
        return failure instanceof NoSuchFileException absent
                ? new TargetGone("There is no " + absent.getFile() + ".")
                : new Failed("The rule's files cannot be read or changed: " + failure + ".");
    }
}
