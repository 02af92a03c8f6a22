package io.headroom.protocol.campaign;

/**
 * A campaign file that is to hold from now on.
 *
 * @param file where it lies on the platform's machine; what it names is looked for beside it
 * @param content YAML, as {@code docs/schema/headroom.campaign-1.json} describes it
 */
public record CampaignOrder(String file, String content) {}
