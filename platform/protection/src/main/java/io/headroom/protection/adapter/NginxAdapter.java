package io.headroom.protection.adapter;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.headroom.protection.AgentToken;
import io.headroom.protection.Artefact;
import io.headroom.protection.Extent;
import io.headroom.protection.Protection;
import io.headroom.protection.ProtectionAdapter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Relaxes a {@code limit_req} of nginx on this machine, whose configuration foresees it (docs/protections.md has it in
 * full).
 *
 * <p>Narrow: agents show a {@code secure_link} pass, which carries its expiry, and the name of an artefact; while a file
 * of that name is in the folder, both together map to an empty {@code limit_req} key. nginx looks for the file with
 * each request, so nothing is reloaded. Wide: a file in the same folder that nginx includes says {@code
 * limit_req_dry_run on}, and nginx is reloaded.
 *
 * <p>Coordinates: {@code folder} (of the artefacts), {@code rule_file} (where the limit stands), {@code secret_file}
 * (what {@code secure_link_md5} ends with), {@code per_second} and {@code burst}; and those of {@link NginxControl}.
 */
final class NginxAdapter implements ProtectionAdapter {
    static final String NAME = "nginx";
    static final String ARTEFACT_HEADER = "X-Headroom-Artefact";
    static final String PASS_HEADER = "X-Headroom-Pass";

    /** New workers take over, and old ones end their connections. */
    private static final Duration RELOAD_MAX = Duration.ofSeconds(5);

    private static final Pattern EXPIRY = Pattern.compile("^until (\\d{1,12})$", Pattern.MULTILINE);

    private final FileRule rule;
    private final Path secretFile;
    private final NginxControl nginx;

    NginxAdapter(Protection protection) {
        this.rule = new FileRule(
                Path.of(protection.coordinate("rule_file")),
                new ArtefactFolder(Path.of(protection.coordinate("folder"))),
                ".agents",
                ".wide.conf",
                EXPIRY);
        this.secretFile = Path.of(protection.coordinate("secret_file"));
        this.nginx = NginxControl.of(protection);
    }

    @Override
    public Sighting observe() {
        return rule.observe();
    }

    @Override
    public Effect relax(Opening opening, String ruleVersion) throws InterruptedException {
        var content = switch (opening.extent()) {
            case NARROW -> "until " + opening.expiry().getEpochSecond() + "\n";
            case WIDE -> "limit_req_dry_run on;\n";
        };
        return rule.put(opening.artefact(), opening.extent(), content, ruleVersion, noted(opening.extent()));
    }

    @Override
    public Effect restore(String artefact, Extent extent, boolean inDoubt) throws InterruptedException {
        return rule.remove(artefact, extent, inDoubt, noted(extent));
    }

    private FileRule.TakeNote noted(Extent extent) {
        return switch (extent) {
            case NARROW -> Optional::empty;
            case WIDE -> nginx::reload;
        };
    }

    /**
     * The pass is {@code <md5>,<expiry>}, as {@code secure_link} reads it: good until the end of that second, so it names
     * the one before the artefact's deadline.
     */
    @Override
    public Map<String, String> pass(AgentToken token, String artefact) {
        var expiry = new Artefact(artefact, null)
                        .deadline()
                        .orElseThrow(() ->
                                new IllegalArgumentException("'" + artefact + "' is not an artefact of Headroom."))
                        .getEpochSecond()
                - 1;
        var signed = md5(expiry + " " + artefact + " " + secret());
        return Map.of(ARTEFACT_HEADER, artefact, PASS_HEADER, signed + "," + expiry);
    }

    private String secret() {
        try {
            return Files.readString(secretFile).strip();
        } catch (IOException failure) {
            throw new IllegalArgumentException(
                    "The secret_file " + secretFile + " of nginx cannot be read (" + failure
                            + "), so agents cannot get a pass. Correct the output 'protections' of the Terraform module.",
                    failure);
        }
    }

    private static String md5(String text) {
        try {
            var digest = MessageDigest.getInstance("MD5").digest(text.getBytes(UTF_8));
            return new String(Base64.getUrlEncoder().withoutPadding().encode(digest), US_ASCII);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java platform has MD5.", impossible);
        }
    }

    @Override
    public Duration propagation() {
        return RELOAD_MAX;
    }
}
