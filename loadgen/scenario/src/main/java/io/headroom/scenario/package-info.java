/**
 * What people write load tests against: a {@link io.headroom.scenario.Scenario} is one Java file whose methods are journeys of a
 * {@link io.headroom.scenario.User}, in plain blocking code from top to bottom. The engine runs every user on its event loop, so waiting costs
 * nothing; code between two steps must not block by itself.
 */
@NullMarked
package io.headroom.scenario;

import org.jspecify.annotations.NullMarked;
