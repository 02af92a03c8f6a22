package io.headroom.agent.platform;

import io.headroom.protocol.run.RunResult;

/**
 * A run's result, with the document exactly as the platform wrote it but indented.
 *
 * @param json the document, ending with a line break
 */
public record RunDocument(RunResult result, String json) {}
