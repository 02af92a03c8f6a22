package io.headroom.protection.adapter;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.headroom.protection.AgentToken;
import io.headroom.protection.Extent;
import io.headroom.protection.Protection;
import io.headroom.protection.ProtectionAdapter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * Relaxes a rule set of ModSecurity 3 in nginx on this machine, whose rules include a folder of artefacts before any
 * rule of their own (docs/protections.md has it in full).
 *
 * <p>Narrow: a rule that lets requests with the agents' token from the agents' addresses only be counted, and that
 * compares {@code TIME_EPOCH} with the deadline. Wide: {@code SecRuleEngine DetectionOnly}. Both need nginx to be
 * reloaded.
 *
 * <p>Coordinates: {@code folder} (of the artefacts), {@code rule_file} (where the rules stand), {@code agent_addresses}
 * (as {@code @ipMatch} takes them, for example {@code 10.1.0.0/16}); and those of {@link NginxControl}.
 */
final class ModSecurityAdapter implements ProtectionAdapter {
    static final String NAME = "modsecurity";

    private static final Duration RELOAD_MAX = Duration.ofSeconds(5);
    private static final Pattern EXPIRY = Pattern.compile("TIME_EPOCH \"@lt (\\d{1,12})\"");

    /** A rule id must be unique; those from 9,500,000 on for half a million are ours. */
    private static final long RULE_ID_MIN = 9_500_000;

    private static final long RULE_IDS = 500_000;
    private static final Pattern ADDRESSES = Pattern.compile("[0-9a-fA-F.:/,]+");

    private final FileRule rule;
    private final String agentAddresses;
    private final NginxControl nginx;

    ModSecurityAdapter(Protection protection) {
        this.rule = new FileRule(
                Path.of(protection.coordinate("rule_file")),
                new ArtefactFolder(Path.of(protection.coordinate("folder"))),
                ".agents.conf",
                ".wide.conf",
                EXPIRY);
        this.agentAddresses = protection.coordinate("agent_addresses");
        this.nginx = NginxControl.of(protection);
        if (!ADDRESSES.matcher(agentAddresses).matches()) {
            throw new IllegalArgumentException("The coordinate 'agent_addresses' of the protection '"
                    + protection.name() + "' is '" + agentAddresses
                    + "': give addresses or networks with commas between, for example 10.1.0.0/16.");
        }
    }

    @Override
    public Sighting observe() {
        return rule.observe();
    }

    @Override
    public Effect relax(Opening opening, String ruleVersion) throws InterruptedException {
        var content = switch (opening.extent()) {
            case NARROW -> narrow(opening);
            case WIDE -> "SecRuleEngine DetectionOnly\n";
        };
        return rule.put(opening.artefact(), opening.extent(), content, ruleVersion, nginx::reload);
    }

    private String narrow(Opening opening) {
        return """
                SecRule REQUEST_HEADERS:%s "@streq %s" "id:%d,phase:1,pass,nolog,chain"
                    SecRule TIME_EPOCH "@lt %d" "chain"
                        SecRule REMOTE_ADDR "@ipMatch %s" "ctl:ruleEngine=DetectionOnly"
                """.formatted(
                        AgentToken.HEADER,
                        opening.token().value(),
                        ruleId(opening.artefact()),
                        opening.expiry().getEpochSecond(),
                        agentAddresses);
    }

    private static long ruleId(String artefact) {
        var checksum = new CRC32();
        checksum.update(artefact.getBytes(UTF_8));
        return RULE_ID_MIN + checksum.getValue() % RULE_IDS;
    }

    @Override
    public Effect restore(String artefact, Extent extent, boolean inDoubt) throws InterruptedException {
        return rule.remove(artefact, extent, inDoubt, nginx::reload);
    }

    @Override
    public Duration propagation() {
        return RELOAD_MAX;
    }
}
