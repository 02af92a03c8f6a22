package io.headroom.engine;

import java.util.List;

/**
 * A session that is ready to be driven.
 *
 * @param requestsPerJourney mean number of requests that one journey of the mix issues
 * @param warnings what people should know, one sentence each
 */
public record Preparation(double requestsPerJourney, List<String> warnings) {}
