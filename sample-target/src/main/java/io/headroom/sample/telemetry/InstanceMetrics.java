package io.headroom.sample.telemetry;

import static io.opentelemetry.api.common.AttributeKey.stringKey;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.AgroalDataSourceMetrics;
import io.headroom.sample.gate.WorkerGate;
import io.headroom.sample.instance.InstanceConfiguration;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.ObservableLongMeasurement;
import io.opentelemetry.instrumentation.runtimemetrics.java8.Cpu;
import io.opentelemetry.instrumentation.runtimemetrics.java8.GarbageCollector;
import io.opentelemetry.instrumentation.runtimemetrics.java8.MemoryPools;
import io.opentelemetry.instrumentation.runtimemetrics.java8.Threads;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.function.Consumer;

/**
 * The metrics that tell which resource binds: processor, memory, garbage collection and threads of the Java virtual machine, the pool of database
 * connections, the workers. Names and units are OpenTelemetry's semantic conventions; only the workers have names of their own.
 *
 * <p>Every figure is read when it is sent, and costs nothing between.
 */
@Singleton
final class InstanceMetrics {

    private static final Attributes POOL = Attributes.of(stringKey("db.client.connection.pool.name"), "profiles");
    private static final Attributes USED =
            POOL.toBuilder().put("db.client.connection.state", "used").build();
    private static final Attributes IDLE =
            POOL.toBuilder().put("db.client.connection.state", "idle").build();
    private static final Attributes HELD = Attributes.of(stringKey("worker.state"), "held");
    private static final Attributes WAITED_FOR = Attributes.of(stringKey("worker.state"), "waited-for");

    private final AgroalDataSource database;
    private final WorkerGate gate;
    private final int workers;

    InstanceMetrics(AgroalDataSource database, WorkerGate gate, InstanceConfiguration configuration) {
        this.database = database;
        this.gate = gate;
        this.workers = configuration.workers();
    }

    void observe(@Observes StartupEvent start, OpenTelemetry telemetry) {
        MemoryPools.registerObservers(telemetry);
        GarbageCollector.registerObservers(telemetry, false);
        Cpu.registerObservers(telemetry);
        Threads.registerObservers(telemetry);
        Meter meter = telemetry.getMeter("io.headroom.sample");
        observePool(meter);
        observeWorkers(meter);
    }

    private void observePool(Meter meter) {
        database.getConfiguration().setMetricsEnabled(true);
        upDown(meter, "db.client.connection.count", "{connection}", measurement -> {
            AgroalDataSourceMetrics metrics = database.getMetrics();
            measurement.record(metrics.activeCount(), USED);
            measurement.record(metrics.availableCount(), IDLE);
        });
        upDown(
                meter,
                "db.client.connection.max",
                "{connection}",
                measurement -> measurement.record(
                        database.getConfiguration()
                                .connectionPoolConfiguration()
                                .maxSize(),
                        POOL));
        upDown(
                meter,
                "db.client.connection.pending_requests",
                "{request}",
                measurement -> measurement.record(database.getMetrics().awaitingCount(), POOL));
    }

    private void observeWorkers(Meter meter) {
        upDown(meter, "worker.count", "{request}", measurement -> {
            WorkerGate.Usage usage = gate.usage();
            measurement.record(usage.held(), HELD);
            measurement.record(usage.waiting(), WAITED_FOR);
        });
        upDown(meter, "worker.max", "{worker}", measurement -> measurement.record(workers));
    }

    private static void upDown(Meter meter, String name, String unit, Consumer<ObservableLongMeasurement> figures) {
        meter.upDownCounterBuilder(name).setUnit(unit).buildWithCallback(figures);
    }
}
