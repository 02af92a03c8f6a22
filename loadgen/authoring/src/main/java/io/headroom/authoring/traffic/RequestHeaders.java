package io.headroom.authoring.traffic;

import java.util.Locale;
import java.util.Set;

/** Which headers of a browser's request are the application's own. */
final class RequestHeaders {
    private static final Set<String> BROWSERS = Set.of(
            "accept-charset",
            "accept-encoding",
            "accept-language",
            "access-control-request-headers",
            "access-control-request-method",
            "alt-used",
            "cache-control",
            "connection",
            "content-length",
            "content-type",
            "cookie",
            "date",
            "dnt",
            "expect",
            "forwarded",
            "host",
            "if-modified-since",
            "if-none-match",
            "if-range",
            "if-unmodified-since",
            "keep-alive",
            "origin",
            "pragma",
            "priority",
            "proxy-authorization",
            "proxy-connection",
            "purpose",
            "range",
            "referer",
            "save-data",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "upgrade-insecure-requests",
            "user-agent",
            "via",
            "x-client-data",
            "x-real-ip",
            "traceparent",
            "tracestate",
            "baggage",
            "newrelic",
            "x-b3-traceid",
            "x-b3-spanid",
            "x-b3-sampled",
            "b3",
            "sentry-trace",
            "device-memory",
            "downlink",
            "dpr",
            "ect",
            "rtt",
            "viewport-width",
            "width",
            "x-datadog-trace-id",
            "x-datadog-parent-id",
            "x-datadog-origin",
            "x-datadog-sampling-priority",
            "request-id",
            "request-context");

    private RequestHeaders() {}

    /** Whether a scenario should send the header, too. */
    static boolean matters(String name, Exchange exchange) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.startsWith(":")
                || lower.startsWith("sec-")
                || lower.startsWith("x-forwarded-")
                || BROWSERS.contains(lower)) {
            return false;
        }
        return !lower.equals("accept")
                || exchange.header(name).filter(RequestHeaders::isChosen).isPresent();
    }

    /** Whether a program chose what it accepts, rather than a browser that takes anything. */
    private static boolean isChosen(String accept) {
        return !accept.contains("*/*") && !accept.contains("text/html") && !accept.startsWith("image/");
    }
}
