package io.headroom.bench.measure;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.time.Duration;
import javax.management.JMException;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.jspecify.annotations.Nullable;

/**
 * Bytes that a JVM allocates for each request that the server counts, read from the JVM's own counter over all threads (virtual ones are counted with
 * their carriers). Reading it allocates some kilobytes in there, once at either end.
 */
public final class AllocationMeter implements Watch.Observer, AutoCloseable {

    private static final String THREADING = "java.lang:type=Threading";
    private static final String ALLOCATED = "TotalThreadAllocatedBytes";
    /** The load has begun when it has sent this many: preparation sends less. */
    private static final long BEGUN_REQUESTS = 20_000;

    private final long warmUpNanos;
    private final long lengthNanos;
    private long requestsBefore = -1;
    private long begun;
    private @Nullable JMXConnector connector;
    private @Nullable Reading first;
    private @Nullable Reading last;

    private record Reading(long nanos, long requests, long bytes) {}

    /**
     * @param warmUp after the load's begin
     * @param length between the two readings
     */
    public AllocationMeter(Duration warmUp, Duration length) {
        this.warmUpNanos = warmUp.toNanos();
        this.lengthNanos = length.toNanos();
    }

    @Override
    public void seen(long pid, long nanos, long requests) throws IOException {
        if (requestsBefore < 0) {
            requestsBefore = requests;
        }
        if (connector == null) {
            if (requests - requestsBefore >= BEGUN_REQUESTS) {
                connector = connect(pid);
                begun = nanos;
            }
        } else if (first == null) {
            first = nanos >= begun + warmUpNanos ? read(connector, nanos, requests) : null;
        } else if (last == null && nanos >= first.nanos() + lengthNanos) {
            last = read(connector, nanos, requests);
        }
    }

    /** @throws BenchFailure if the load did not last */
    public double bytesPerRequest() {
        if (first == null || last == null) {
            throw BenchFailure.environment("the load ended before what it allocates was read twice.");
        }
        return (double) (last.bytes() - first.bytes()) / (last.requests() - first.requests());
    }

    @SuppressWarnings("BanJNDI") // what answers is a child of this program
    private static Reading read(JMXConnector connector, long nanos, long requests) throws IOException {
        try {
            Object bytes = connector.getMBeanServerConnection().getAttribute(new ObjectName(THREADING), ALLOCATED);
            return new Reading(nanos, requests, (Long) bytes);
        } catch (JMException e) {
            throw new IOException("the JVM does not tell what it allocates: " + e.getMessage(), e);
        }
    }

    @SuppressWarnings("BanJNDI") // what answers is a child of this program
    private static JMXConnector connect(long pid) throws IOException {
        try {
            VirtualMachine machine = VirtualMachine.attach(String.valueOf(pid));
            try {
                return JMXConnectorFactory.connect(new JMXServiceURL(machine.startLocalManagementAgent()));
            } finally {
                machine.detach();
            }
        } catch (AttachNotSupportedException e) {
            throw new IOException("the JVM " + pid + " cannot be asked: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() throws IOException {
        if (connector != null) {
            try {
                connector.close();
            } catch (IOException gone) {
                // The JVM has ended; there is nothing to close any more.
            }
        }
    }
}
