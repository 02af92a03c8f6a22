package io.headroom.platform.finding;

import io.headroom.telemetry.trace.Dependency;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a dependency is called in findings: the same in every run, though environments come and go. */
final class DependencyName {

    private static final Pattern HOST_AND_PORT = Pattern.compile("(.*):(\\d{1,5})");

    /** Ports that the system hands out itself: another one each time. */
    private static final int EPHEMERAL_MIN = 32_768;

    private static final int TEXT_MAX = 160;

    private DependencyName() {}

    /** For example {@code GET /reputation/{id} of 127.0.0.1}, {@code select … of postgresql profiles}. */
    static String of(Dependency dependency) {
        return shortened(dependency.operation()) + " of " + peer(dependency);
    }

    static String peer(Dependency dependency) {
        Matcher address = HOST_AND_PORT.matcher(dependency.peer());
        return address.matches() && Integer.parseInt(address.group(2)) >= EPHEMERAL_MIN
                ? address.group(1)
                : dependency.peer();
    }

    private static String shortened(String text) {
        return text.length() <= TEXT_MAX ? text : text.substring(0, TEXT_MAX - 1) + "…";
    }
}
