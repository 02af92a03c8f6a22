/** Two to five results beside each other: what differs, by how much, and whether chance explains it. */
@NullMarked
package io.headroom.agent.comparison;

import org.jspecify.annotations.NullMarked;
