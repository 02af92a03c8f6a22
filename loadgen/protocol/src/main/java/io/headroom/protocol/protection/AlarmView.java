package io.headroom.protocol.protection;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A protection that is not proven closed, or that somebody else changed while it was relaxed.
 *
 * @param id by which it is acknowledged
 * @param run whose relaxation it was
 * @param protection what it is called in the run's environment
 * @param adapter what kind it is of
 * @param state {@code CONFLICT} or {@code RESTORE_FAILED}
 * @param since when it came to that state
 * @param deadline when the relaxation ends by itself, if it was for the agents alone
 * @param wide whether it was relaxed for everybody
 * @param attempts how often restoring was tried; it is tried for ever
 * @param message what is the matter, and what to do
 * @param acknowledgedBy who has taken note; absent if nobody has
 */
public record AlarmView(
        String id,
        String run,
        String protection,
        String adapter,
        String state,
        Instant since,
        Instant deadline,
        boolean wide,
        int attempts,
        String message,
        @Nullable String acknowledgedBy) {}
