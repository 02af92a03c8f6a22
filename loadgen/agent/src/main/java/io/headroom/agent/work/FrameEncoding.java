package io.headroom.agent.work;

import io.headroom.engine.GeneratorHealth;
import io.headroom.engine.measurement.Latencies;
import io.headroom.engine.measurement.WindowDelta;
import io.headroom.protocol.fleet.Frame;
import io.headroom.protocol.fleet.WorkResult;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/** What the engine measured and how it fared, in the protocol's words. */
public final class FrameEncoding {

    private FrameEncoding() {}

    public static Frame.Window window(WindowDelta delta) {
        Map<String, Frame.Latencies> requests = new TreeMap<>();
        delta.requests().forEach((name, latencies) -> requests.put(name, latencies(latencies)));
        return new Frame.Window(
                delta.index(),
                Math.toIntExact(delta.length().toMillis()),
                delta.offered(),
                delta.sent(),
                delta.completed(),
                delta.dropped(),
                delta.inFlight(),
                delta.errors(),
                requests);
    }

    public static WorkResult.GeneratorHealth health(GeneratorHealth health) {
        return new WorkResult.GeneratorHealth(
                health.valid(), health.reasons(), health.lagP99Millis(), health.cpu(), health.stallMillisMax());
    }

    private static Frame.Latencies latencies(Latencies latencies) {
        return new Frame.Latencies(
                encoded(latencies.response()), encoded(latencies.service()), encoded(latencies.lag()));
    }

    private static byte[] encoded(Histogram histogram) {
        ByteBuffer buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
        int length = histogram.encodeIntoCompressedByteBuffer(buffer);
        return Arrays.copyOf(buffer.array(), length);
    }
}
