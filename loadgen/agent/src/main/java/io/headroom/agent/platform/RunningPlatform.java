package io.headroom.agent.platform;

/** A platform that answers, and how to talk to it. */
public record RunningPlatform(PlatformInfo info, RunsClient client) {}
