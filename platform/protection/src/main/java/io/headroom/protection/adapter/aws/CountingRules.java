package io.headroom.protection.adapter.aws;

import io.headroom.protection.Artefact;
import io.headroom.protection.Protection;
import io.headroom.protection.ProtectionAdapter.Applied;
import io.headroom.protection.ProtectionAdapter.Effect;
import io.headroom.protection.ProtectionAdapter.Entangled;
import io.headroom.protection.ProtectionAdapter.Failed;
import io.headroom.protection.ProtectionAdapter.Stale;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.services.wafv2.Wafv2Client;
import software.amazon.awssdk.services.wafv2.model.CountAction;
import software.amazon.awssdk.services.wafv2.model.Label;
import software.amazon.awssdk.services.wafv2.model.PositionalConstraint;
import software.amazon.awssdk.services.wafv2.model.Rule;
import software.amazon.awssdk.services.wafv2.model.Scope;
import software.amazon.awssdk.services.wafv2.model.TextTransformationType;
import software.amazon.awssdk.services.wafv2.model.UpdateWebAclRequest;
import software.amazon.awssdk.services.wafv2.model.WafOptimisticLockException;
import software.amazon.awssdk.services.wafv2.model.WebACL;

/**
 * The rules of a web ACL, set to count only, and back. A rule of our own that matches nothing marks it: its name is the
 * artefact's, its labels name the rules that we set. What they did before is read from the closed web ACL, which has the
 * same rules without any exemption.
 *
 * <p>AWS takes a web ACL as a whole only: whatever is not sent is lost. So everything that was read is sent back, each
 * field that the SDK knows, and only if the lock token is still the one that was read.
 *
 * <p>Coordinates: {@code web_acl_arn}, {@code closed_web_acl_arn}, {@code rules} (names with blanks between).
 */
final class CountingRules {
    private static final int TRIES_MAX = 5;
    private static final String LABEL = "headroom:counted:";

    private final Wafv2Client waf;
    private final String arn;
    private final String closedArn;
    private final Set<String> names;

    CountingRules(Protection protection) {
        this.waf = AwsPlace.of(protection).waf();
        this.arn = protection.coordinate("web_acl_arn");
        this.closedArn = protection.coordinate("closed_web_acl_arn");
        this.names = new LinkedHashSet<>(
                List.of(protection.coordinate("rules").strip().split(" +")));
        nameAndId(arn);
        nameAndId(closedArn);
    }

    /** @param lockToken a change is taken only with the latest */
    record Seen(WebACL acl, String lockToken) {
        List<String> markers() {
            return acl.rules().stream()
                    .map(Rule::name)
                    .filter(name -> new Artefact(name, null).run().isPresent())
                    .toList();
        }

        /** All rules but our own, in words: equal text means equal settings. */
        Map<String, String> texts() {
            var texts = new LinkedHashMap<String, String>();
            for (var rule : acl.rules()) {
                var action = rule.overrideAction() == null ? rule.action() : rule.overrideAction();
                var statement =
                        Integer.toHexString(String.valueOf(rule.statement()).hashCode());
                texts.put(rule.name(), rule.priority() + " " + action + " " + statement);
            }
            markers().forEach(texts::remove);
            return texts;
        }

        Optional<Rule> rule(String name) {
            return acl.rules().stream().filter(rule -> rule.name().equals(name)).findFirst();
        }
    }

    /** Why the agents would be blocked although they are in the IP set; empty if they would not. */
    Optional<String> whyNotNarrowly(Seen seen, String ipSetArn) {
        for (var name : names) {
            var rule = seen.rule(name);
            if (rule.isEmpty() || !RuleScope.leavesOut(rule.get(), ipSetArn)) {
                return Optional.of(
                        "The rule '" + name + "' of " + arn + " is not there, or does not leave out the IP set "
                                + ipSetArn + ": it would block agents. See docs/protections.md.");
            }
        }
        return Optional.empty();
    }

    /** Why the rules must not be set to count, or could not be put back; empty if they may. */
    Optional<String> whyNotWide(Seen seen) {
        var closed = read(closedArn);
        for (var name : names) {
            for (var rule : List.of(seen.rule(name), closed.rule(name))) {
                if (rule.isEmpty() || counts(rule.get())) {
                    return Optional.of("The rule '" + name + "' only counts, or is missing, in " + arn + " or in "
                            + closedArn + ". Correct the coordinate 'rules', or the web ACLs.");
                }
            }
        }
        return Optional.empty();
    }

    Seen read() {
        return read(arn);
    }

    private Seen read(String aclArn) {
        var name = nameAndId(aclArn);
        var answer = waf.getWebACL(
                request -> request.scope(Scope.REGIONAL).name(name[0]).id(name[1]));
        return new Seen(answer.webACL(), answer.lockToken());
    }

    private static String[] nameAndId(String arn) {
        var parts = arn.split("/");
        if (parts.length != 4 || !parts[0].endsWith(":regional") || !parts[1].equals("webacl")) {
            throw new IllegalArgumentException(
                    "'" + arn
                            + "' is not the ARN of a regional web ACL. Correct the output 'protections' of the Terraform module.");
        }
        return new String[] {parts[2], parts[3]};
    }

    private static boolean counts(Rule rule) {
        return rule.action() != null && rule.action().count() != null
                || rule.overrideAction() != null && rule.overrideAction().count() != null;
    }

    Effect open(Seen seen, String artefact) {
        var rules = new ArrayList<Rule>();
        for (var rule : seen.acl().rules()) {
            rules.add(names.contains(rule.name()) ? counting(rule) : rule);
        }
        rules.add(marker(artefact, seen.acl().rules()));
        try {
            write(seen, rules);
            return new Applied(null);
        } catch (WafOptimisticLockException moved) {
            // By somebody else, or by our own request, whose answer was lost so that the SDK made it again.
            return read().markers().contains(artefact)
                    ? new Applied(null)
                    : new Stale("Somebody else changed the web ACL " + arn + " in this moment.");
        }
    }

    Effect close(String artefact, boolean inDoubt) {
        for (var tries = 0; tries < TRIES_MAX; tries++) {
            var seen = read();
            var marker = seen.rule(artefact);
            var loose = looseRules(seen, inDoubt);
            if (marker.isEmpty() && loose.isEmpty() && !inDoubt) {
                return new Applied(null);
            }
            var ours = marker.map(CountingRules::labelled).orElse(loose);
            var edited = marker.isEmpty() ? loose : allowing(seen, ours);
            try {
                // Where nothing is ours, too: with another token a request to relax that is under way comes too late.
                write(seen, enforced(seen, artefact, ours));
                return edited.isEmpty()
                        ? new Applied(null)
                        : new Entangled("Somebody took over or changed the rules " + String.join(", ", edited) + " of "
                                + arn + " that we had set to count; they are enforced again.");
            } catch (WafOptimisticLockException moved) {
                // Read again, and build on what stands there now.
            }
        }
        return new Failed(
                "The web ACL " + arn + " was changed by somebody else at each of " + TRIES_MAX + " attempts.");
    }

    /** Rules that only count without any marker: ours once, as none did when we opened, unless we never did. */
    private Set<String> looseRules(Seen seen, boolean inDoubt) {
        if (inDoubt || !seen.markers().isEmpty()) {
            return Set.of();
        }
        return seen.acl().rules().stream()
                .filter(rule -> names.contains(rule.name()) && counts(rule))
                .map(Rule::name)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Set<String> labelled(Rule marker) {
        return marker.ruleLabels().stream()
                .map(Label::name)
                .filter(label -> label.startsWith(LABEL))
                .map(label -> label.substring(LABEL.length()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Of ours, the rules that somebody made let everybody in. Whatever else they made of them blocks, and stays. */
    private static Set<String> allowing(Seen seen, Set<String> ours) {
        return seen.acl().rules().stream()
                .filter(rule -> ours.contains(rule.name()) && allows(rule))
                .map(Rule::name)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static boolean allows(Rule rule) {
        return rule.action() != null && rule.action().allow() != null;
    }

    /** The actions alone: whatever else somebody changed in a rule stays. */
    private List<Rule> enforced(Seen seen, String artefact, Set<String> ours) {
        var closed = read(closedArn);
        var rules = new ArrayList<Rule>();
        for (var rule : seen.acl().rules()) {
            if (!rule.name().equals(artefact)) {
                var isOpen = ours.contains(rule.name()) && (counts(rule) || allows(rule));
                var before = isOpen ? closed.rule(rule.name()) : Optional.<Rule>empty();
                rules.add(before.map(was -> rule.toBuilder()
                                .action(was.action())
                                .overrideAction(was.overrideAction())
                                .build())
                        .orElse(rule));
            }
        }
        return rules;
    }

    private static Rule counting(Rule rule) {
        var count = CountAction.builder().build();
        return rule.overrideAction() != null
                ? rule.toBuilder().overrideAction(action -> action.count(count)).build()
                : rule.toBuilder().action(action -> action.count(count)).build();
    }

    private Rule marker(String artefact, List<Rule> rules) {
        var last = rules.stream().mapToInt(Rule::priority).max().orElse(0);
        var labels = names.stream()
                .map(name -> Label.builder().name(LABEL + name).build())
                .toList();
        return Rule.builder()
                .name(artefact)
                .priority(last + 1)
                .ruleLabels(labels)
                .action(action -> action.count(count -> {}))
                .statement(statement -> statement.byteMatchStatement(match -> match.fieldToMatch(
                                field -> field.singleHeader(header -> header.name("x-headroom-marker")))
                        .positionalConstraint(PositionalConstraint.EXACTLY)
                        .searchString(SdkBytes.fromUtf8String(artefact))
                        .textTransformations(
                                transformation -> transformation.priority(0).type(TextTransformationType.NONE))))
                .visibilityConfig(visibility -> visibility
                        .sampledRequestsEnabled(false)
                        .cloudWatchMetricsEnabled(false)
                        .metricName(artefact))
                .build();
    }

    private void write(Seen seen, List<Rule> rules) {
        waf.updateWebACL(whole(seen.acl())
                .scope(Scope.REGIONAL)
                .rules(rules)
                .lockToken(seen.lockToken())
                .build());
    }

    /** Everything of the web ACL that can be written. An empty text counts as absent, as AWS shows one and takes none. */
    private static UpdateWebAclRequest.Builder whole(WebACL acl) {
        Map<String, SdkField<?>> known = new LinkedHashMap<>();
        acl.sdkFields().forEach(field -> known.put(field.memberName(), field));
        var request = UpdateWebAclRequest.builder();
        for (var field : request.sdkFields()) {
            var source = known.get(field.memberName());
            var value = source == null ? null : source.getValueOrDefault(acl);
            if (value != null && !"".equals(value)) {
                field.set(request, value);
            }
        }
        return request;
    }
}
