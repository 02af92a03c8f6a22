package io.headroom.authoring.openapi;

import java.util.Locale;

/** Which of several media types a scenario can best say. */
final class MediaTypes {

    private MediaTypes() {}

    static boolean isJson(String type) {
        String plain = plain(type);
        return plain.equals("application/json") || plain.endsWith("+json") || plain.equals("*/*");
    }

    static boolean isForm(String type) {
        return plain(type).equals("application/x-www-form-urlencoded");
    }

    static boolean isMultipart(String type) {
        return plain(type).startsWith("multipart/");
    }

    static boolean isText(String type) {
        return plain(type).startsWith("text/") || plain(type).endsWith("xml");
    }

    /** Lower is better. */
    static int rank(String type) {
        if (plain(type).equals("application/json")) {
            return 0;
        }
        if (isJson(type)) {
            return 1;
        }
        if (isForm(type)) {
            return 2;
        }
        return isMultipart(type) ? 3 : isText(type) ? 4 : 5;
    }

    private static String plain(String type) {
        return type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }
}
