package io.headroom.authoring.traffic;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Which exchanges a load test should repeat: those that its target computes. The browser's own files, other hosts and what never got an answer are left out,
 * and counted.
 *
 * @param kept in the order in which they were sent
 * @param leftOut how many, by the reason
 * @param hosts whose exchanges are kept
 */
record Selection(List<Exchange> kept, Map<String, Integer> leftOut, Set<String> hosts) {
    private static final Set<String> STATIC_RESOURCES =
            Set.of("image", "font", "stylesheet", "script", "media", "manifest", "texttrack", "signedexchange");

    private static final Pattern STATIC_TYPE = Pattern.compile(
            "image/.*|font/.*|audio/.*|video/.*|text/css|(text|application)/(x-)?(java|ecma)script|application/(font|x-font).*"
                    + "|application/vnd\\.ms-fontobject|application/manifest\\+json|application/wasm");

    private static final Pattern STATIC_PATH = Pattern.compile(
            ".*\\.(png|jpe?g|gif|webp|avif|svg|ico|bmp|css|m?js|map|woff2?|ttf|otf|eot|mp[34]|webm|ogg|wasm|webmanifest)",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern TRACKING = Pattern.compile(
            "(^|\\.)(google-analytics|googletagmanager|doubleclick|facebook|hotjar|segment|mixpanel|amplitude|sentry|newrelic|nr-data"
                    + "|datadoghq|datadoghq-browser-agent|clarity|matomo|plausible|bugsnag|fullstory|intercom|optimizely|adservice\\.google"
                    + "|googlesyndication|googleadservices|bat\\.bing|cdn-cgi)\\.");

    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    /**
     * @param included further hosts to keep, beside the one that the traffic is about; may name ports
     */
    static Selection of(List<Exchange> exchanges, Set<String> included) {
        Set<String> hosts = new TreeSet<>(included);
        main(exchanges).ifPresent(hosts::add);
        List<Exchange> kept = new ArrayList<>();
        Map<String, Integer> leftOut = new TreeMap<>();
        for (Exchange exchange : exchanges) {
            Optional<String> reason = reason(exchange, hosts);
            if (reason.isPresent()) {
                leftOut.merge(reason.get(), 1, Integer::sum);
            } else {
                kept.add(exchange);
            }
        }
        return new Selection(List.copyOf(kept), leftOut, hosts);
    }

    /** The host that the traffic is about: that of the first page, else of the first request that was answered. */
    static Optional<String> main(List<Exchange> exchanges) {
        return exchanges.stream()
                .filter(Selection::isPage)
                .findFirst()
                .or(() -> exchanges.stream()
                        .filter(exchange -> exchange.status() > 0)
                        .findFirst())
                .map(exchange -> exchange.address().authority());
    }

    private static boolean isPage(Exchange exchange) {
        return exchange.status() > 0
                && (exchange.nature().resource().equals("document")
                        || exchange.answerType().equals("text/html"));
    }

    private static Optional<String> reason(Exchange exchange, Set<String> hosts) {
        Address address = exchange.address();
        String resource = exchange.nature().resource();
        if (resource.equals("websocket")
                || address.scheme().startsWith("ws")
                || exchange.status() == 101
                || exchange.header("upgrade")
                        .filter("websocket"::equalsIgnoreCase)
                        .isPresent()) {
            return Optional.of("WebSocket");
        }
        if (!address.isHttp()) {
            return Optional.of("not HTTP (" + address.scheme() + ":)");
        }
        if (!hosts.contains(address.authority()) && !hosts.contains(address.host())) {
            return Optional.of(
                    TRACKING.matcher(address.host()).find()
                            ? "tracking (" + address.authority() + ")"
                            : "another host (" + address.authority() + ")");
        }
        if (isPreflight(exchange) || resource.equals("preflight")) {
            return Optional.of("CORS preflight");
        }
        if (isStatic(exchange)) {
            return Optional.of("static file");
        }
        return unanswered(exchange).or(() -> unsupported(exchange));
    }

    private static Optional<String> unanswered(Exchange exchange) {
        if (exchange.nature().fromCache()) {
            return Optional.of("answered by the browser's cache");
        }
        boolean answered = exchange.status() >= 200 && exchange.status() < 600;
        return answered && exchange.nature().failed().isEmpty() ? Optional.empty() : Optional.of("failed or aborted");
    }

    private static Optional<String> unsupported(Exchange exchange) {
        if (exchange.nature().resource().equals("ping")) {
            return Optional.of("tracking (ping)");
        }
        if (exchange.nature().resource().equals("eventsource")
                || exchange.answerType().equals("text/event-stream")) {
            return Optional.of("event stream, which does not end");
        }
        return METHODS.contains(exchange.method())
                ? Optional.empty()
                : Optional.of("method " + exchange.method() + ", which scenarios do not have");
    }

    private static boolean isPreflight(Exchange exchange) {
        return exchange.method().equals("OPTIONS")
                && exchange.header("access-control-request-method").isPresent();
    }

    private static boolean isStatic(Exchange exchange) {
        if (!exchange.method().equals("GET") && !exchange.method().equals("HEAD")) {
            return false;
        }
        return STATIC_RESOURCES.contains(exchange.nature().resource())
                || STATIC_TYPE.matcher(exchange.answerType()).matches()
                || STATIC_PATH.matcher(exchange.address().path()).matches()
                        && !exchange.answerType().equals("text/html")
                        && !exchange.answerType().endsWith("json");
    }
}
