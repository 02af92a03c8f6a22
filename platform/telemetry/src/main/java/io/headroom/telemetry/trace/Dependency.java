package io.headroom.telemetry.trace;

import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Something that a service asks of somebody else: what is counted together, call by call.
 *
 * @param peer who is asked: a database's system and name, a host and port, a topic's system
 * @param operation what is asked: method and route template, normalised statement, method of a service, destination
 */
public record Dependency(Kind kind, String peer, String operation) {

    /** How it is asked. */
    public enum Kind {
        DATABASE,
        HTTP,
        RPC,
        MESSAGING,
        OTHER;

        /** As it stands in documents. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What this span asked for; null if it asked nobody outside of its process. By OpenTelemetry's semantic conventions, the stable ones before their predecessors. */
    public static @Nullable Dependency of(Span span) {
        if (!span.kind().isExit()) {
            return null;
        }
        Attributes attributes = span.attributes();
        String database = attributes.text("db.system.name", "db.system");
        if (database != null) {
            return database(span, database);
        }
        String messaging = attributes.text("messaging.system");
        if (messaging != null) {
            String destination = attributes.text("messaging.destination.name", "messaging.destination");
            return new Dependency(Kind.MESSAGING, messaging, destination == null ? span.name() : destination);
        }
        String rpc = attributes.text("rpc.system.name", "rpc.system");
        if (rpc != null) {
            return new Dependency(Kind.RPC, peer(attributes, rpc), span.name());
        }
        String method = attributes.text("http.request.method", "http.method");
        if (method != null) {
            return http(attributes, method);
        }
        return new Dependency(Kind.OTHER, peer(attributes, ""), span.name());
    }

    private static Dependency database(Span span, String system) {
        Attributes attributes = span.attributes();
        String name = attributes.text("db.namespace", "db.name");
        String statement = attributes.text("db.query.text", "db.statement");
        String operation = statement == null ? span.name() : StatementText.normalised(statement);
        return new Dependency(Kind.DATABASE, name == null ? system : system + " " + name, operation);
    }

    private static Dependency http(Attributes attributes, String method) {
        String url = Objects.requireNonNullElse(attributes.text("url.full", "http.url"), "");
        String template = attributes.text("url.template", "http.route");
        String path = template == null ? PathTemplate.of(PathTemplate.pathOf(url)) : template;
        return new Dependency(Kind.HTTP, peer(attributes, PathTemplate.authorityOf(url)), method + " " + path);
    }

    private static String peer(Attributes attributes, String otherwise) {
        String host = attributes.text("server.address", "net.peer.name");
        if (host == null) {
            return otherwise;
        }
        String port = attributes.text("server.port", "net.peer.port");
        return port == null ? host : host + ":" + port;
    }
}
