/** When a campaign comes due: a cron expression in a time zone, quiet windows, and what becomes of nights that nobody was there for. Pure. */
@NullMarked
package io.headroom.campaign.schedule;

import org.jspecify.annotations.NullMarked;
