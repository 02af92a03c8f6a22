package io.headroom.engine.schedule;

import java.util.List;

/**
 * How many users of a profile are present on one stripe (one event loop of one agent) at a time, in nanoseconds since the drive's origin. Pure: no clock.
 *
 * <pre>
 *   users U(t)                       U is the profile with its jumps made steep ramps: over one second, or over a tenth of
 *    b ┤     ╭─────╮                 the stretch that follows if that is shorter. So users join one after the other, and
 *      │    ╱       ╲                a target is not met by all of them in the same millisecond.
 *    a ┤ ╭─╯         ╰──
 *      │╱                            User k of the fleet is present while k &lt; U(t). With n stripes, stripe s has the users
 *      └──────────────── t           s, s + n, s + 2n, …; so it wants ⌈(U(t) − s) / n⌉ of them.
 * </pre>
 */
public final class Presence {
    /** Later than anything. */
    public static final long NEVER = Long.MAX_VALUE;

    private static final double JUMP_SECONDS = 1;
    private static final double JUMP_SHARE = 0.1;

    private final int stripe;
    private final int stripes;
    /** Corners of U: nanoseconds, strictly rising, and users. */
    private final long[] nanos;

    private final double[] users;

    public Presence(UserProfile profile, int stripe, int stripes) {
        this.stripe = stripe;
        this.stripes = stripes;
        List<Segment> segments = profile.segments();
        nanos = new long[2 * segments.size() + 1];
        users = new double[nanos.length];
        int corner = 0;
        for (Segment segment : segments) {
            long length = segment.duration().toNanos();
            double spread = Math.min(JUMP_SECONDS, JUMP_SHARE * segment.seconds());
            long spreadNanos = Math.max(1, Math.round(spread * Segment.NANOS_PER_SECOND));
            nanos[corner + 1] = nanos[corner] + spreadNanos;
            users[corner + 1] = segment.from() + (segment.to() - segment.from()) * spreadNanos / length;
            nanos[corner + 2] = nanos[corner] + Math.max(length, spreadNanos + 1);
            users[corner + 2] = segment.to();
            corner += 2;
        }
    }

    /** How many users belong here at that time. */
    public int wantedAt(long time) {
        return (int) Math.max(0, Math.ceil((usersAt(time) - stripe) / stripes));
    }

    /** When, from that time on, one more than these users belong here; {@link #NEVER} if they do not. */
    public long joinNanos(int present, long since) {
        double beyond = stripe + (double) present * stripes;
        if (usersAt(since) > beyond) {
            return since;
        }
        for (int i = after(since); i < nanos.length; i++) {
            if (users[i] > beyond) {
                long begin = Math.max(since, nanos[i - 1]);
                double missing = Math.max(0, beyond - usersAt(begin)) / (users[i] - usersAt(begin));
                return begin + Math.round(missing * (nanos[i] - begin));
            }
        }
        return NEVER;
    }

    private double usersAt(long time) {
        int i = after(time);
        if (i == nanos.length) {
            return users[i - 1];
        }
        double part = (double) (Math.max(0, time) - nanos[i - 1]) / (nanos[i] - nanos[i - 1]);
        return users[i - 1] + (users[i] - users[i - 1]) * part;
    }

    /** The first corner later than that time, but not the one at the origin. */
    private int after(long time) {
        int i = 1;
        while (i < nanos.length && nanos[i] <= time) {
            i++;
        }
        return i;
    }
}
