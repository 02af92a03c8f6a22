/** What a team begins with for a service of its own: a scenario, a campaign, the module of an environment. */
@NullMarked
package io.headroom.agent.skeleton;

import org.jspecify.annotations.NullMarked;
