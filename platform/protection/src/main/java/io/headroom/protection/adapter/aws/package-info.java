/**
 * What guards a target on Amazon Web Services, through Amazon's own SDK: WAF, and automatic scaling. Expiry is near the
 * rule: EventBridge Scheduler puts things back at the deadline with nobody of ours alive. No class of the SDK is loaded
 * unless a protection names one of these adapters.
 */
@NullMarked
package io.headroom.protection.adapter.aws;

import org.jspecify.annotations.NullMarked;
