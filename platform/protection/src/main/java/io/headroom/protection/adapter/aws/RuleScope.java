package io.headroom.protection.adapter.aws;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.wafv2.model.Rule;
import software.amazon.awssdk.services.wafv2.model.Statement;

/** What a rule of AWS WAF looks at. */
final class RuleScope {
    private RuleScope() {}

    /** Whether requests from an IP set, perhaps with something more about them, are none of the rule's business. */
    static boolean leavesOut(Rule rule, String ipSetArn) {
        var managed = rule.statement().managedRuleGroupStatement();
        var rate = rule.statement().rateBasedStatement();
        if (managed != null) {
            return leavesOut(managed.scopeDownStatement(), ipSetArn);
        }
        return leavesOut(rate != null ? rate.scopeDownStatement() : rule.statement(), ipSetArn);
    }

    private static boolean leavesOut(@Nullable Statement statement, String ipSetArn) {
        if (statement == null) {
            return false;
        }
        if (statement.andStatement() != null) {
            return statement.andStatement().statements().stream().anyMatch(part -> leavesOut(part, ipSetArn));
        }
        return statement.notStatement() != null
                && refersTo(statement.notStatement().statement(), ipSetArn);
    }

    private static boolean refersTo(Statement statement, String ipSetArn) {
        if (statement.andStatement() != null) {
            return statement.andStatement().statements().stream().anyMatch(part -> refersTo(part, ipSetArn));
        }
        return statement.ipSetReferenceStatement() != null
                && ipSetArn.equals(statement.ipSetReferenceStatement().arn());
    }
}
