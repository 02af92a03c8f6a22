package io.headroom.agent.demo;

import io.headroom.agent.platform.DataFolder;
import io.headroom.protocol.run.RunRequest;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a demo is to do.
 *
 * @param folder of the platform that does it
 * @param json file that the result document is written to as well
 * @param keep whether the platform stays afterwards
 */
public record DemoOptions(
        RunRequest request, DataFolder folder, @Nullable Path json, boolean keep) {}
