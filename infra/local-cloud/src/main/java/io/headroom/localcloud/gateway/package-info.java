/** What stands in front of the instances: attack patterns, then a rate limit per client, then the load balancer. Each rule can be exempted for holders of a signed agent token, until a time. {@link io.headroom.localcloud.gateway.Gateway} is the door. */
@NullMarked
package io.headroom.localcloud.gateway;

import org.jspecify.annotations.NullMarked;
