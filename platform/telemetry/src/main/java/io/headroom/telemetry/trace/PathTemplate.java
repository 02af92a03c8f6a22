package io.headroom.telemetry.trace;

import java.util.regex.Pattern;

/** A path without what differs from call to call, for clients that do not say which template they filled: {@code /profiles/17} is {@code /profiles/{}}. */
final class PathTemplate {
    private static final int SEGMENTS_MAX = 12;
    private static final Pattern IDENTIFIER =
            Pattern.compile("\\d+|[0-9a-fA-F]{8,}|[0-9a-fA-F]{8}-[0-9a-fA-F-]{27}|(?=.*\\d)[A-Za-z0-9_-]{16,}|.{65,}");

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
            template.append('/').append(IDENTIFIER.matcher(segment).matches() ? "{}" : segment);
        }
        return template.isEmpty() ? "/" : template.toString();
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
