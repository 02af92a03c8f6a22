/**
 * What a team measures again and again, as a file in its repository. {@link io.headroom.campaign.CampaignFile} reads one; whatever is wrong with it is a
 * {@link io.headroom.campaign.MalformedCampaign} that names the line and the field. Texts in, values out: no clock, no thread; of files
 * it asks whether they are there.
 */
@NullMarked
package io.headroom.campaign;

import org.jspecify.annotations.NullMarked;
