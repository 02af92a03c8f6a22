/**
 * Nights in PostgreSQL, over JDBC: each is noted once and started once, however many platforms look and whenever one of them dies. {@link
 * io.headroom.campaign.night.Nightfall} is what a platform does every few seconds.
 */
@NullMarked
package io.headroom.campaign.night;

import org.jspecify.annotations.NullMarked;
