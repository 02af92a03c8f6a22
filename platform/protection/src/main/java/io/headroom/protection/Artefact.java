package io.headroom.protection;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An exemption that stands at a target, ours or anybody's.
 *
 * <p>Ours are called {@code headroom-<run>-<deadlineEpochSeconds>}, so that they can be found and judged without any
 * database.
 *
 * @param id its name at the target
 * @param extent for whom it opens the rule
 * @param expiresAt when the target forgets it by itself; absent if it never does
 */
public record Artefact(String id, Extent extent, @Nullable Instant expiresAt) {
    private static final Pattern OURS = Pattern.compile("headroom-([A-Za-z0-9][A-Za-z0-9_-]{0,99})-(\\d{1,12})");

    /** One that opens narrowly. */
    public Artefact(String id, @Nullable Instant expiresAt) {
        this(id, Extent.NARROW, expiresAt);
    }

    /** The name of what a run leaves at a target. */
    public static String nameOf(String run, Instant deadline) {
        Names.check("run id", run);
        return "headroom-" + run + "-" + deadline.getEpochSecond();
    }

    /** The run whose artefact this is; empty if it is not one of Headroom's. */
    public Optional<String> run() {
        var matcher = OURS.matcher(id);
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** The deadline in its name; empty if it is not one of Headroom's. */
    public Optional<Instant> deadline() {
        var matcher = OURS.matcher(id);
        return matcher.matches()
                ? Optional.of(Instant.ofEpochSecond(Long.parseLong(matcher.group(2))))
                : Optional.empty();
    }
}
