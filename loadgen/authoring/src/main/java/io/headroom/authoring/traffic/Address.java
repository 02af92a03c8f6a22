package io.headroom.authoring.traffic;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a request went. Browsers send characters that {@link java.net.URI} refuses, so this reads them as they do.
 *
 * @param scheme in lower case
 * @param authority host, and port unless it is the scheme's own; in lower case, without user name and password
 * @param path as sent, at least a slash
 * @param query as sent, without the question mark; may be empty
 */
public record Address(String scheme, String authority, String path, String query) {
    private static final Pattern URL = Pattern.compile(
            "([A-Za-z][A-Za-z0-9+.-]*)://(?:[^/?#@]*@)?([^/?#]*)([^?#]*)(?:\\?([^#]*))?(?:#.*)?", Pattern.DOTALL);

    /** The address, absent if it is none that has a host. */
    public static Optional<Address> parse(String url) {
        Matcher parts = URL.matcher(url.strip());
        if (!parts.matches() || parts.group(2).isEmpty()) {
            return Optional.empty();
        }
        String scheme = parts.group(1).toLowerCase(Locale.ROOT);
        String authority = parts.group(2).toLowerCase(Locale.ROOT).replaceAll("(?<=^.{1,256}):$", "");
        String ownPort = scheme.equals("https") ? ":443" : ":80";
        if (authority.endsWith(ownPort)) {
            authority = authority.substring(0, authority.length() - ownPort.length());
        }
        String path = parts.group(3).isEmpty() ? "/" : parts.group(3);
        return Optional.of(new Address(scheme, authority, path, parts.group(4) == null ? "" : parts.group(4)));
    }

    public boolean isHttp() {
        return scheme.equals("http") || scheme.equals("https");
    }

    /** The address without path, for example {@code https://shop.example:8443}. */
    public String origin() {
        return scheme + "://" + authority;
    }

    /** The host without its port. */
    public String host() {
        int colon = authority.lastIndexOf(':');
        return colon > authority.lastIndexOf(']') ? authority.substring(0, colon) : authority;
    }

    /** The path's segments as sent; {@code /a/b/} has three, the last of them empty. */
    public List<String> segments() {
        return List.of(path.substring(path.startsWith("/") ? 1 : 0).split("/", -1));
    }

    /** The query's names and values, decoded. */
    public List<Field> fields() {
        return fields(query);
    }

    /** A name and its value. */
    public record Field(String name, String value) {}

    /** What a form or a query says, decoded. */
    static List<Field> fields(String encoded) {
        List<Field> fields = new ArrayList<>();
        for (String part : encoded.split("&")) {
            if (!part.isEmpty()) {
                int equals = part.indexOf('=');
                String name = equals < 0 ? part : part.substring(0, equals);
                fields.add(new Field(decoded(name), equals < 0 ? "" : decoded(part.substring(equals + 1))));
            }
        }
        return fields;
    }

    /** Decoded as forms are; a stray percent sign stands for itself. */
    static String decoded(String encoded) {
        try {
            return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            return encoded;
        }
    }

    /** A segment of a path, decoded: a plus sign stands for itself. */
    static String decodedSegment(String encoded) {
        return decoded(encoded.replace("+", "%2B"));
    }
}
