/**
 * From requests that were seen to journeys that send their like: what is kept, what varies, what one answer gives to later requests, and which secrets
 * must not be written down. {@link io.headroom.authoring.traffic.TrafficScenario} is the door; {@link io.headroom.authoring.traffic.Exchange} is what
 * passes through it.
 */
@NullMarked
package io.headroom.authoring.traffic;

import org.jspecify.annotations.NullMarked;
