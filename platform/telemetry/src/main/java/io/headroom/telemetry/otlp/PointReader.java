package io.headroom.telemetry.otlp;

import io.headroom.telemetry.otlp.IntakeCounts.Count;
import io.headroom.telemetry.trace.Source;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.metrics.v1.Sum;

/** Data points out of messages: gauges, sums, and histograms by sum and count. Exponential histograms and summaries are left out and counted. */
final class PointReader {
    private final MessageTexts texts;
    private final OtlpLimits limits;
    private final IntakeCounts counts;

    PointReader(OtlpLimits limits, IntakeCounts counts) {
        this.texts = new MessageTexts(limits, counts);
        this.limits = limits;
        this.counts = counts;
    }

    Batch<MetricPoint> read(ExportMetricsServiceRequest request) {
        Batch<MetricPoint> batch = new Batch<>(counts, limits.itemsMax());
        for (ResourceMetrics resource : request.getResourceMetricsList()) {
            Source source = texts.source(resource.getResource());
            for (ScopeMetrics scope : resource.getScopeMetricsList()) {
                for (Metric metric : scope.getMetricsList()) {
                    read(metric, source, batch);
                }
            }
        }
        return batch;
    }

    private void read(Metric metric, Source source, Batch<MetricPoint> batch) {
        switch (metric.getDataCase()) {
            case GAUGE ->
                metric.getGauge()
                        .getDataPointsList()
                        .forEach(point -> number(metric, source, point, MetricPoint.Kind.LEVEL, batch));
            case SUM -> {
                MetricPoint.Kind kind = kind(metric.getSum());
                metric.getSum().getDataPointsList().forEach(point -> number(metric, source, point, kind, batch));
            }
            case HISTOGRAM -> {
                boolean cumulative = isCumulative(metric.getHistogram().getAggregationTemporality());
                metric.getHistogram()
                        .getDataPointsList()
                        .forEach(point -> histogram(metric, source, point, cumulative, batch));
            }
            case EXPONENTIAL_HISTOGRAM ->
                unsupported(metric, metric.getExponentialHistogram().getDataPointsCount(), batch);
            case SUMMARY -> unsupported(metric, metric.getSummary().getDataPointsCount(), batch);
            case DATA_NOT_SET -> {}
        }
    }

    private void number(
            Metric metric, Source source, NumberDataPoint point, MetricPoint.Kind kind, Batch<MetricPoint> batch) {
        if (!batch.hasRoom()) {
            return;
        }
        double value =
                point.getValueCase() == NumberDataPoint.ValueCase.AS_INT ? point.getAsInt() : point.getAsDouble();
        batch.accept(new MetricPoint(
                source,
                kind,
                texts.text(metric.getName()),
                texts.text(metric.getUnit()),
                texts.attributes(point.getAttributesList()),
                point.getStartTimeUnixNano(),
                point.getTimeUnixNano(),
                value,
                1,
                isCumulative(metric.getSum().getAggregationTemporality())));
    }

    private void histogram(
            Metric metric, Source source, HistogramDataPoint point, boolean cumulative, Batch<MetricPoint> batch) {
        if (!batch.hasRoom()) {
            return;
        }
        batch.accept(new MetricPoint(
                source,
                MetricPoint.Kind.HISTOGRAM,
                texts.text(metric.getName()),
                texts.text(metric.getUnit()),
                texts.attributes(point.getAttributesList()),
                point.getStartTimeUnixNano(),
                point.getTimeUnixNano(),
                point.getSum(),
                point.getCount(),
                cumulative));
    }

    private void unsupported(Metric metric, int points, Batch<MetricPoint> batch) {
        for (int i = 0; i < points; i++) {
            batch.reject(
                    Count.REJECTED_UNSUPPORTED_POINT,
                    () ->
                            "metric \"%s\" is an exponential histogram or a summary; explicit histograms, sums and gauges are read"
                                    .formatted(texts.text(metric.getName())));
        }
    }

    /** A total that may shrink, as connections in use, is a level; what is only told by how much it changed is not. */
    private static MetricPoint.Kind kind(Sum sum) {
        return !sum.getIsMonotonic() && isCumulative(sum.getAggregationTemporality())
                ? MetricPoint.Kind.LEVEL
                : MetricPoint.Kind.COUNTER;
    }

    private static boolean isCumulative(AggregationTemporality temporality) {
        return temporality == AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE;
    }
}
