package io.headroom.protection;

import java.util.regex.Pattern;

/** Names end up in file names, URL paths and artefact names, so they are plain. */
public final class Names {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,99}");

    private Names() {}

    /** @throws IllegalArgumentException if it is not plain */
    public static void check(String what, String value) {
        if (!PLAIN.matcher(value).matches()) {
            throw new IllegalArgumentException("The " + what + " '" + value
                    + "' must be 1 to 100 letters, digits, '_' and '-', and start with a letter or digit. Rename it.");
        }
    }
}
