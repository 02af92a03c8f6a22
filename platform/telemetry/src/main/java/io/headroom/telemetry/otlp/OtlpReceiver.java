package io.headroom.telemetry.otlp;

import com.google.protobuf.Message;
import io.headroom.telemetry.otlp.IntakeCounts.Count;
import io.headroom.telemetry.trace.Span;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsPartialSuccess;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import io.opentelemetry.proto.collector.trace.v1.ExportTracePartialSuccess;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * OTLP's server over HTTP, as its specification (1.9) asks: what is good of a request is taken and 200 says how much was not; what cannot be read is answered 400 and what is too large
 * 413, never to be repeated; 429 with a time to come again if more is being read than there is room for. Any thread may call.
 */
public final class OtlpReceiver {
    private final OtlpLimits limits;
    private final IntakeCounts counts = new IntakeCounts();
    private final SpanReader spans;
    private final PointReader points;
    private final MessageTexts texts;
    private final TextCache knownTexts = new TextCache();
    private final Consumer<List<Span>> spanSink;
    private final Consumer<List<MetricPoint>> pointSink;
    private final AtomicLong bytesInProgress = new AtomicLong();

    public OtlpReceiver(OtlpLimits limits, Consumer<List<Span>> spanSink, Consumer<List<MetricPoint>> pointSink) {
        this.limits = limits;
        this.spans = new SpanReader(limits, counts);
        this.points = new PointReader(limits, counts);
        this.texts = new MessageTexts(limits, counts);
        this.spanSink = spanSink;
        this.pointSink = pointSink;
    }

    /** {@code POST /v1/traces}. */
    public OtlpAnswer traces(OtlpRequest request) {
        return answer(request, (encoding, body) -> {
            Batch<Span> batch = spans(encoding, body);
            counts.add(Count.SPANS_ACCEPTED, batch.accepted().size());
            spanSink.accept(batch.accepted());
            ExportTraceServiceResponse.Builder response = ExportTraceServiceResponse.newBuilder();
            if (batch.rejected() > 0) {
                response.setPartialSuccess(ExportTracePartialSuccess.newBuilder()
                        .setRejectedSpans(batch.rejected())
                        .setErrorMessage(batch.reason()));
            }
            return response.build();
        });
    }

    private Batch<Span> spans(Encoding encoding, byte[] body) throws Refusal {
        if (encoding == Encoding.PROTOBUF) {
            try {
                return new SpanScan(body, knownTexts, limits, texts)
                        .read(spans, new Batch<>(counts, limits.itemsMax()));
            } catch (Wire.Unusual unusual) {
                // messages tell what is wrong with it, if anything is
            }
        }
        ExportTraceServiceRequest.Builder message = ExportTraceServiceRequest.newBuilder();
        encoding.read(body, message, limits);
        return spans.read(message.build());
    }

    /** {@code POST /v1/metrics}. */
    public OtlpAnswer metrics(OtlpRequest request) {
        return answer(request, (encoding, body) -> {
            ExportMetricsServiceRequest.Builder message = ExportMetricsServiceRequest.newBuilder();
            encoding.read(body, message, limits);
            Batch<MetricPoint> batch = points.read(message.build());
            counts.add(Count.POINTS_ACCEPTED, batch.accepted().size());
            pointSink.accept(batch.accepted());
            ExportMetricsServiceResponse.Builder response = ExportMetricsServiceResponse.newBuilder();
            if (batch.rejected() > 0) {
                response.setPartialSuccess(ExportMetricsPartialSuccess.newBuilder()
                        .setRejectedDataPoints(batch.rejected())
                        .setErrorMessage(batch.reason()));
            }
            return response.build();
        });
    }

    public IntakeCounts counts() {
        return counts;
    }

    /** Reads a body, hands its good part on, and says what was not good. */
    private interface Taking {
        Message take(Encoding encoding, byte[] body) throws Refusal;
    }

    private OtlpAnswer answer(OtlpRequest request, Taking taking) {
        counts.add(Count.REQUESTS, 1);
        counts.add(Count.BYTES, request.body().length);
        Encoding encoding = Encoding.PROTOBUF;
        try {
            encoding = Encoding.of(request.contentType());
            Message response = take(request, encoding, taking);
            return new OtlpAnswer(200, encoding.contentType, encoding.write(response), Optional.empty());
        } catch (Refusal refusal) {
            counts.refused(refusal.why());
            byte[] status = encoding.status(refusal.why().rpcCode, String.valueOf(refusal.getMessage()));
            Optional<Duration> retryAfter = refusal.why() == Refusal.Cause.TOO_MANY_AT_ONCE
                    ? Optional.of(limits.retryAfter())
                    : Optional.empty();
            return new OtlpAnswer(refusal.why().httpStatus, encoding.contentType, status, retryAfter);
        }
    }

    private Message take(OtlpRequest request, Encoding encoding, Taking taking) throws Refusal {
        int arrived = request.body().length;
        if (arrived > limits.bodyBytesMax()) {
            throw new Refusal(
                    Refusal.Cause.TOO_LARGE,
                    "The body is %,d bytes, above %,d: send smaller batches."
                            .formatted(arrived, limits.bodyBytesMax()));
        }
        try (Room room = new Room(bytesInProgress, limits)) {
            room.reserve(arrived);
            return taking.take(encoding, Inflation.inflate(request, limits, room));
        }
    }
}
