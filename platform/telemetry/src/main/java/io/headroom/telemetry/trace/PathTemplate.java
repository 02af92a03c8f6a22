package io.headroom.telemetry.trace;

/** A path without what differs from call to call, for clients that do not say which template they filled: {@code /profiles/17} is {@code /profiles/{}}. */
final class PathTemplate {
    private static final int SEGMENTS_MAX = 12;
    private static final int LENGTH_MAX = 64;
    private static final int HEXADECIMAL_MIN = 8;
    private static final int OPAQUE_MIN = 16;
    private static final int UUID_LENGTH = 36;

    private PathTemplate() {}

    static String of(String path) {
        StringBuilder template = new StringBuilder();
        int count = 0;
        for (String segment : path.split("/")) {
            if (segment.isEmpty()) {
                continue;
            }
            if (count++ == SEGMENTS_MAX) {
                return template.append("/…").toString();
            }
            template.append('/').append(isIdentifier(segment) ? "{}" : segment);
        }
        return template.isEmpty() ? "/" : template.toString();
    }

    /** A number, a long hexadecimal one, a UUID, a long word with digits in it, or whatever is very long. */
    private static boolean isIdentifier(String segment) {
        int length = segment.length();
        int digits = 0;
        int hexadecimal = 0;
        int dashes = 0;
        int letters = 0;
        for (int i = 0; i < length; i++) {
            char c = segment.charAt(i);
            if (c >= '0' && c <= '9') {
                digits++;
            } else if (c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F') {
                hexadecimal++;
            } else if (c == '-') {
                dashes++;
            } else if (c >= 'g' && c <= 'z' || c >= 'G' && c <= 'Z' || c == '_') {
                letters++;
            }
        }
        return length > LENGTH_MAX
                || digits == length
                || digits + hexadecimal == length && length >= HEXADECIMAL_MIN
                || digits + hexadecimal + dashes + letters == length && length >= OPAQUE_MIN && digits > 0
                || digits + hexadecimal + dashes == length && length == UUID_LENGTH && segment.charAt(8) == '-';
    }

    /** The path of an absolute or relative reference, without query and fragment. */
    static String pathOf(String url) {
        int scheme = url.indexOf("://");
        int begin = scheme < 0 ? 0 : url.indexOf('/', scheme + 3);
        if (begin < 0) {
            return "/";
        }
        int end = begin;
        while (end < url.length() && url.charAt(end) != '?' && url.charAt(end) != '#') {
            end++;
        }
        return url.substring(begin, end);
    }

    /** Host and port of an absolute reference; empty without. */
    static String authorityOf(String url) {
        int scheme = url.indexOf("://");
        if (scheme < 0) {
            return "";
        }
        int end = scheme + 3;
        while (end < url.length() && "/?#".indexOf(url.charAt(end)) < 0) {
            end++;
        }
        String authority = url.substring(scheme + 3, end);
        return authority.substring(authority.indexOf('@') + 1);
    }
}
