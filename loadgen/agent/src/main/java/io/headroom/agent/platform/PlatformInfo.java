package io.headroom.agent.platform;

/**
 * A platform about itself.
 *
 * @param version version of its code
 * @param data its data folder
 * @param pid its process id
 * @param url where it serves, without a trailing slash
 */
public record PlatformInfo(String version, String data, long pid, String url) {}
