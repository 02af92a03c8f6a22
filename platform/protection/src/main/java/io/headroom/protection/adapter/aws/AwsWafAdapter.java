package io.headroom.protection.adapter.aws;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.headroom.protection.Artefact;
import io.headroom.protection.Extent;
import io.headroom.protection.Protection;
import io.headroom.protection.ProtectionAdapter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.wafv2.Wafv2Client;

/**
 * Relaxes AWS WAF, Bot Control included: for the agents by their addresses in an IP set that the rules leave out, together
 * with the header {@code X-Headroom-Agent}; for everybody by setting the rules to count.
 *
 * <p>Before either, a one-time schedule stands that puts the closed web ACL, the same rules with no exemption at all, in
 * front of the target at the deadline. That needs no lock token, as emptying the IP set would, so nobody's edit can
 * keep it from working; and it ends the wide way, too. Once it has worked the closed web ACL stays, until whoever owns
 * the target associates the other one again.
 *
 * <p>Coordinates besides those of {@link AgentIpSet}, {@link CountingRules} and {@link ExpirySchedule}: {@code region},
 * {@code resource_arn} (what the web ACL guards), perhaps {@code propagation_seconds} (default 60) and {@code endpoint}.
 */
public final class AwsWafAdapter implements ProtectionAdapter {
    /** As a Terraform module names it. */
    public static final String NAME = "aws-wafv2";

    private static final int PROPAGATION_SECONDS = 60;
    private static final int PROPAGATION_SECONDS_MAX = 300;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Wafv2Client waf;
    private final AgentIpSet agents;
    private final CountingRules rules;
    private final ExpirySchedule schedule;
    private final ExpirySchedule.Action closing;
    private final String aclArn;
    private final String closedAclArn;
    private final String resourceArn;
    private final Duration propagation;

    public AwsWafAdapter(Protection protection) {
        this.waf = AwsPlace.of(protection).waf();
        this.agents = new AgentIpSet(protection);
        this.rules = new CountingRules(protection);
        this.schedule = new ExpirySchedule(protection);
        this.aclArn = protection.coordinate("web_acl_arn");
        this.closedAclArn = protection.coordinate("closed_web_acl_arn");
        this.resourceArn = protection.coordinate("resource_arn");
        this.propagation = propagation(protection);
        this.closing = new ExpirySchedule.Action(
                "wafv2:associateWebACL",
                JSON.createObjectNode()
                        .put("WebACLArn", closedAclArn)
                        .put("ResourceArn", resourceArn)
                        .toString());
    }

    private static Duration propagation(Protection protection) {
        var given = protection.coordinates().get("propagation_seconds");
        if (given == null) {
            return Duration.ofSeconds(PROPAGATION_SECONDS);
        }
        if (!given.matches("\\d{1,3}") || Integer.parseInt(given) > PROPAGATION_SECONDS_MAX) {
            throw new IllegalArgumentException("The coordinate 'propagation_seconds' of the protection '"
                    + protection.name() + "' is '" + given + "': give a whole number up to " + PROPAGATION_SECONDS_MAX
                    + ".");
        }
        return Duration.ofSeconds(Integer.parseInt(given));
    }

    /** @param guardedBy the ARN of the web ACL in front of the target, empty for none */
    private record Seen(AgentIpSet.Seen set, CountingRules.Seen acl, String guardedBy) {
        String version() {
            return set.lockToken() + "/" + acl.lockToken();
        }
    }

    private Seen look() {
        var guard = waf.getWebACLForResource(request -> request.resourceArn(resourceArn))
                .webACL();
        return new Seen(agents.read(), rules.read(), guard == null ? "" : guard.arn());
    }

    @Override
    public Sighting observe() throws InterruptedException {
        return AwsCall.attempt(() -> sighting(look()), silence -> silence);
    }

    private Sighting sighting(Seen seen) {
        var ends = schedule.standing(closing);
        var extents = new LinkedHashMap<String, Extent>();
        ends.keySet().forEach(artefact -> extents.put(artefact, Extent.NARROW));
        seen.set().artefact().ifPresent(artefact -> extents.put(artefact, Extent.NARROW));
        seen.acl().markers().forEach(artefact -> extents.put(artefact, Extent.WIDE));
        var artefacts = new ArrayList<Artefact>();
        extents.forEach((artefact, extent) -> {
            Optional<Instant> end = ends.getOrDefault(artefact, Optional.empty());
            artefacts.add(new Artefact(artefact, extent, end.orElse(null)));
        });
        return new Rule(settings(seen), seen.version(), artefacts);
    }

    private String settings(Seen seen) {
        var settings = JSON.createObjectNode();
        var addresses = settings.putArray("others_exempt");
        seen.set().foreign().forEach(addresses::add);
        settings.put("default", String.valueOf(seen.acl().acl().defaultAction()));
        var listed = settings.putObject("rules");
        seen.acl().texts().forEach(listed::put);
        // The closed one is there because our own schedule put it there, or because somebody closed in earnest.
        if (!seen.guardedBy().equals(aclArn) && !seen.guardedBy().equals(closedAclArn)) {
            settings.put("guarded_by", seen.guardedBy());
        }
        return settings.toString();
    }

    @Override
    public Effect relax(Opening opening, String ruleVersion) throws InterruptedException {
        return AwsCall.attempt(() -> open(opening, ruleVersion), silence -> silence);
    }

    private Effect open(Opening opening, String ruleVersion) {
        var seen = look();
        if (stands(seen, opening)
                && schedule.expiry(opening.artefact(), closing).isPresent()) {
            return new Applied(seen.version());
        }
        if (!seen.version().equals(ruleVersion)) {
            return new Stale("The IP set or the web ACL " + aclArn + " is not as it was when it was looked at.");
        }
        var obstacle = obstacle(seen, opening).or(() -> schedule.arm(opening.artefact(), opening.expiry(), closing));
        if (obstacle.isPresent()) {
            return new Failed(obstacle.get());
        }
        return switch (opening.extent()) {
            case NARROW -> agents.open(seen.set(), opening.artefact());
            case WIDE -> rules.open(seen.acl(), opening.artefact());
        };
    }

    private static boolean stands(Seen seen, Opening opening) {
        return switch (opening.extent()) {
            case NARROW -> seen.set().isOpenFor(opening.artefact());
            case WIDE -> seen.acl().markers().contains(opening.artefact());
        };
    }

    /** Why it must not be opened, or could not be put back. */
    private Optional<String> obstacle(Seen seen, Opening opening) {
        if (!seen.guardedBy().equals(aclArn)) {
            return Optional.of("The target " + resourceArn + " is guarded by '" + seen.guardedBy() + "', not by "
                    + aclArn + ". Where the closed one stands, a schedule has ended an earlier relaxation: associate "
                    + aclArn + " again, by applying the Terraform module.");
        }
        var others = Stream.concat(seen.set().artefact().stream(), seen.acl().markers().stream())
                .filter(held -> !held.equals(opening.artefact()))
                .findFirst();
        if (others.isPresent()) {
            return Optional.of("Another exemption stands: " + others.get()
                    + ". Restore that one first, or take the agents' addresses out of the IP set.");
        }
        return switch (opening.extent()) {
            case NARROW -> rules.whyNotNarrowly(seen.acl(), seen.set().set().arn());
            case WIDE -> rules.whyNotWide(seen.acl());
        };
    }

    @Override
    public Effect restore(String artefact, Extent extent, boolean inDoubt) throws InterruptedException {
        return AwsCall.attempt(() -> close(artefact, extent, inDoubt), silence -> silence);
    }

    /** The schedule goes last: until then it would end what we did not manage to. */
    private Effect close(String artefact, Extent extent, boolean inDoubt) {
        var effect = switch (extent) {
            case NARROW -> agents.close(artefact, inDoubt);
            case WIDE -> rules.close(artefact, inDoubt);
        };
        if (effect instanceof Applied || effect instanceof Entangled) {
            schedule.disarm(artefact);
        }
        return effect;
    }

    @Override
    public Duration propagation() {
        return propagation;
    }
}
