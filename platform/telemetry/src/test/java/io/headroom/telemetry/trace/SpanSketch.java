package io.headroom.telemetry.trace;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A span as tests write it: an id, times in milliseconds, and what else matters. */
public final class SpanSketch {
    private static final Source SERVICE = new Source("shop", "shop-1", "a");

    private final long id;
    private final long startNanos;
    private final long endNanos;
    private final Map<String, Object> attributes = new LinkedHashMap<>();
    private TraceId trace = new TraceId(0x4800_0000_0000_0000L, 0x0001_0000_0000_0001L);
    private long parent;
    private Span.Kind kind = Span.Kind.INTERNAL;
    private String name;
    private String failure;
    private Source source = SERVICE;

    private SpanSketch(long id, double startMillis, double endMillis) {
        this.id = id;
        this.name = "span " + id;
        this.startNanos = Math.round(startMillis * 1e6);
        this.endNanos = Math.round(endMillis * 1e6);
    }

    public static SpanSketch span(long id, double startMillis, double endMillis) {
        return new SpanSketch(id, startMillis, endMillis);
    }

    public SpanSketch of(TraceId trace) {
        this.trace = trace;
        return this;
    }

    public SpanSketch under(long parent) {
        this.parent = parent;
        return this;
    }

    public SpanSketch named(String name) {
        this.name = name;
        return this;
    }

    public SpanSketch at(String service, String instance) {
        this.source = new Source(service, instance, "a");
        return this;
    }

    public SpanSketch failed(String failure) {
        this.failure = failure;
        return this;
    }

    public SpanSketch with(String name, Object value) {
        attributes.put(name, value);
        return this;
    }

    public SpanSketch kind(Span.Kind kind) {
        this.kind = kind;
        return this;
    }

    public SpanSketch serves(String method, String route) {
        return kind(Span.Kind.SERVER)
                .named(method + " " + route)
                .with("http.request.method", method)
                .with("http.route", route);
    }

    public SpanSketch queries(String statement) {
        return kind(Span.Kind.CLIENT)
                .with("db.system.name", "postgresql")
                .with("db.namespace", "shop")
                .with("db.query.text", statement);
    }

    public SpanSketch calls(String method, String url) {
        return kind(Span.Kind.CLIENT).with("http.request.method", method).with("url.full", url);
    }

    public Span build() {
        return new Span(
                trace,
                id,
                parent,
                kind,
                name,
                startNanos,
                endNanos,
                failure,
                source,
                Attributes.of(attributes),
                List.of(),
                100);
    }

    public static List<Span> spans(SpanSketch... sketches) {
        List<Span> spans = new ArrayList<>();
        for (SpanSketch sketch : sketches) {
            spans.add(sketch.build());
        }
        return spans;
    }

    public static Trace trace(SpanSketch... sketches) {
        return Trace.of(spans(sketches)).orElseThrow();
    }
}
