package io.headroom.agent.quantity;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads rates and times. What cannot be read ends in a sentence that names the setting, the value and an example. */
public final class Quantities {

    /** As the engine's. */
    public static final double RATE_MOST = 10_000_000;

    public static final Duration LONGEST = Duration.ofDays(7);

    private static final String A_RATE = "a rate such as 100/s, 6000/min or 360000/h (above 0, at most 10,000,000/s)";
    private static final String A_TIME = "a time such as 30s, 5m, 1h30m or 500ms (above 0, at most 7 days)";

    private static final Pattern RATE = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*/\\s*(s|sec|min|m|h)");
    private static final Pattern TIME = Pattern.compile(
            "(?:(\\d+(?:\\.\\d+)?)h)?(?:(\\d+(?:\\.\\d+)?)m(?:in)?)?(?:(\\d+(?:\\.\\d+)?)s)?(?:(\\d+(?:\\.\\d+)?)ms)?");

    private Quantities() {}

    /** Per second. Zero passes where a ramp may begin or end at it. */
    public static double ratePerSecond(Setting setting, boolean zeroToo) {
        Matcher rate = RATE.matcher(words(setting));
        if (!rate.matches()) {
            throw setting.isNot(A_RATE);
        }
        double perSecond = Double.parseDouble(rate.group(1)) / secondsOf(rate.group(2));
        if (perSecond > RATE_MOST || perSecond < 0 || (perSecond == 0 && !zeroToo)) {
            throw setting.isNot(A_RATE);
        }
        return perSecond;
    }

    public static Duration duration(Setting setting) {
        Duration duration = durationOrZero(setting);
        if (duration.isZero()) {
            throw setting.isNot(A_TIME);
        }
        return duration;
    }

    /** Where no time at all is sensible, too, for example no pause. */
    public static Duration durationOrZero(Setting setting) {
        String words = words(setting);
        Matcher time = TIME.matcher(words);
        if (words.isEmpty() || !time.matches()) {
            throw setting.isNot(A_TIME);
        }
        double seconds = part(time, 1) * 3600 + part(time, 2) * 60 + part(time, 3) + part(time, 4) / 1000;
        if (seconds > LONGEST.toSeconds()) {
            throw setting.isNot(A_TIME);
        }
        return Duration.ofNanos(Math.round(seconds * 1e9));
    }

    private static double part(Matcher time, int group) {
        return time.group(group) == null ? 0 : Double.parseDouble(time.group(group));
    }

    private static double secondsOf(String unit) {
        return switch (unit.charAt(0)) {
            case 'm' -> 60;
            case 'h' -> 3600;
            default -> 1;
        };
    }

    private static String words(Setting setting) {
        return setting.value().strip().toLowerCase(Locale.ROOT);
    }
}
