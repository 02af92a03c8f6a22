package io.headroom.authoring.recording;

import io.headroom.authoring.traffic.Exchange.Header;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What headers say on the other side of the proxy. The browser must stay with the proxy: redirects lead there, and cookies are valid there, also without
 * TLS. The target must see what it would see without the proxy.
 *
 * @param target its origin, for example {@code https://shop.example}
 * @param proxy the origin that the browser uses
 */
record Rewriting(String target, String proxy) {
    /** RFC 9110, section 7.6.1, and what a connection settles for itself. */
    private static final Set<String> HOP_BY_HOP = Set.of(
            "connection",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authorization",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "http2-settings");

    /** What the client settles for itself. Bodies come unpacked, so that they can be read. */
    private static final Set<String> NOT_SENT = Set.of("host", "content-length", "expect", "accept-encoding");

    /** What would make a browser leave the proxy; the length is said by the server. */
    private static final Set<String> NOT_ANSWERED = Set.of("content-length", "strict-transport-security", "alt-svc");

    List<Header> toTarget(Map<String, List<String>> headers) {
        List<Header> sent = new ArrayList<>();
        for (Header header : endToEnd(headers, NOT_SENT)) {
            boolean names =
                    header.name().equalsIgnoreCase("origin") || header.name().equalsIgnoreCase("referer");
            sent.add(names ? new Header(header.name(), moved(header.value(), proxy, target)) : header);
        }
        return sent;
    }

    List<Header> toBrowser(Map<String, List<String>> headers) {
        List<Header> answered = new ArrayList<>();
        for (Header header : endToEnd(headers, NOT_ANSWERED)) {
            String value = header.value();
            answered.add(new Header(
                    header.name(),
                    switch (header.name().toLowerCase(Locale.ROOT)) {
                        case "location", "content-location", "access-control-allow-origin" ->
                            moved(value, target, proxy);
                        case "set-cookie" -> cookie(value);
                        case "content-security-policy" -> value.replaceAll("(?i)upgrade-insecure-requests;?", "");
                        default -> value;
                    }));
        }
        return answered;
    }

    private static String moved(String address, String from, String to) {
        boolean own = address.regionMatches(true, 0, from, 0, from.length())
                && (address.length() == from.length() || "/?#".indexOf(address.charAt(from.length())) >= 0);
        return own ? to + address.substring(from.length()) : address;
    }

    /** A name that promises TLS keeps what it promises, and browsers take the loopback interface for safe. */
    private static String cookie(String value) {
        boolean promised = value.startsWith("__Host-") || value.startsWith("__Secure-");
        return Arrays.stream(value.split(";"))
                .map(String::strip)
                .filter(part -> !part.toLowerCase(Locale.ROOT).startsWith("domain="))
                .filter(part -> promised || !part.equalsIgnoreCase("secure"))
                .map(part -> !promised && part.equalsIgnoreCase("samesite=none") ? "SameSite=Lax" : part)
                .collect(Collectors.joining("; "));
    }

    private static List<Header> endToEnd(Map<String, List<String>> headers, Set<String> without) {
        Set<String> connections = headers.entrySet().stream()
                .filter(entry -> entry.getKey().equalsIgnoreCase("connection"))
                .flatMap(entry -> entry.getValue().stream())
                .flatMap(value -> Arrays.stream(value.split(",")))
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        List<Header> kept = new ArrayList<>();
        headers.forEach((name, values) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            boolean passes = !HOP_BY_HOP.contains(lower) && !connections.contains(lower) && !without.contains(lower);
            if (passes && !lower.startsWith(":")) {
                values.forEach(value -> kept.add(new Header(name, value)));
            }
        });
        return kept;
    }
}
