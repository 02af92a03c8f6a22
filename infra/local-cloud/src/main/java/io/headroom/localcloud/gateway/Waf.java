package io.headroom.localcloud.gateway;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Recognises an obvious attack by its path or query, and a client that does not say what it is. */
final class Waf {

    private static final Pattern ATTACK = Pattern.compile("""
            ['"]\\s*(or|and)\\s+['"]?\\w+['"]?\\s*(=|like\\b)   # ' or 1=1
            | union\\s+(all\\s+)?select\\b
            | ;\\s*(drop|delete|insert|update)\\s
            | <\\s*script\\b
            | \\.\\.[/\\\\]                                     # ../""", Pattern.CASE_INSENSITIVE | Pattern.COMMENTS);

    private Waf() {}

    static boolean blocks(String uri, @Nullable String userAgent) {
        return userAgent == null || userAgent.isBlank() || isAttack(uri);
    }

    private static boolean isAttack(String uri) {
        return ATTACK.matcher(decoded(uri)).find();
    }

    /** Nearly every request is plain, and decoding costs more than looking. */
    private static String decoded(String uri) {
        if (uri.indexOf('%') < 0 && uri.indexOf('+') < 0) {
            return uri;
        }
        try {
            return URLDecoder.decode(uri, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return uri;
        }
    }
}
