package io.headroom.telemetry.resource;

import io.headroom.telemetry.otlp.MetricPoint;
import java.util.Map;
import java.util.TreeMap;

/**
 * One metric of one instance, for one combination of attributes: a pool's used connections, an area of memory.
 *
 * @param metric by OpenTelemetry's semantic conventions where its sender follows them, for example {@code jvm.memory.used}
 * @param unit as sent: {@code By}, {@code s}, {@code {connection}}
 * @param attributes of its points, as text, by name
 */
public record Series(String service, String instance, String metric, String unit, Map<String, String> attributes) {

    static Series of(MetricPoint point) {
        Map<String, String> attributes = new TreeMap<>();
        point.attributes().asMap().forEach((name, value) -> attributes.put(name, value.toString()));
        return new Series(point.source().service(), point.source().instance(), point.name(), point.unit(), attributes);
    }
}
