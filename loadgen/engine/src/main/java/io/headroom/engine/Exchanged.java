package io.headroom.engine;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One request of a rehearsal and its answer, as text for people. Values that log somebody in are shortened, long bodies too.
 *
 * @param name the request's name in results; of a redirect that was followed, its first request's; {@code journey <name>} if no request failed, but the journey
 * @param requestText request line, headers and body; empty if nothing was sent
 * @param responseText status line, headers and body; empty if no whole answer came
 * @param service from sending to the whole answer or the failure
 * @param failure the error's kind and what happened, as in {@code status-503: GET / answered 503, expected 200}; null if all is well
 */
public record Exchanged(
        String name,
        String requestText,
        String responseText,
        Duration service,
        @Nullable String failure) {}
