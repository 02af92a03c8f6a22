package io.headroom.localcloud.metrics;

import io.headroom.localcloud.database.Database;
import io.headroom.localcloud.instances.GroupView;
import io.headroom.localcloud.instances.InstanceGroup;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is used right now.
 *
 * <p>Measured on a beat, one second after the last measurement, and not on request: any number of readers may ask at any
 * time, get the same figures until the next beat, and do not shorten each other's intervals. A {@code cpuShare} is a part
 * of the whole machine, from 0 to 1, over the window between the last two beats, which ended at {@code measuredAt}: about
 * a second, longer when the machine is so busy that the beat is late. Who asks once a second sees every window, a late
 * one twice. Memory, threads and connections are of the moment {@code measuredAt}.
 *
 * <p>Absent are a share before its second beat, and all figures of processes on systems without {@code /proc}.
 */
public final class Metrics {

    public record InstanceFigures(
            String id,
            @Nullable Double cpuShare,
            @Nullable Long memoryBytes,
            @Nullable Integer threads) {}

    public record DatabaseFigures(@Nullable Integer connections, int maxConnections) {}

    public record HostFigures(@Nullable Double cpuShare) {}

    /** @param measuredAt tells two measurements apart; absent before the first one */
    public record View(
            @Nullable Instant measuredAt,
            List<InstanceFigures> instances,
            DatabaseFigures database,
            HostFigures host) {}

    private final InstanceGroup group;
    private final Database database;
    private final InstantSource clock;
    private final Map<Long, ProcessSample> sampleByPid = new HashMap<>();
    private @Nullable MachineSample machine;
    private volatile View view =
            new View(null, List.of(), new DatabaseFigures(null, Database.CONNECTIONS_MAX), new HostFigures(null));

    public Metrics(InstanceGroup group, Database database, InstantSource clock) {
        this.group = group;
        this.database = database;
        this.clock = clock;
    }

    /** The figures of the last beat; asking measures nothing. */
    public View view() {
        return view;
    }

    /** Call about once a second, from one thread. */
    public void sample() {
        MachineSample before = machine;
        MachineSample now = MachineSample.take();
        machine = now;
        List<GroupView.InstanceView> instances =
                group.view().map(GroupView::instances).orElse(List.of());
        List<InstanceFigures> figures = instances.stream()
                .filter(instance -> !instance.state().equals("lost"))
                .map(this::figures)
                .toList();
        forgetAllBut(instances);
        var connections = database.connections();
        view = new View(
                clock.instant(),
                figures,
                new DatabaseFigures(connections.isPresent() ? connections.getAsInt() : null, Database.CONNECTIONS_MAX),
                new HostFigures(now == null || before == null ? null : now.busyShareSince(before)));
    }

    private InstanceFigures figures(GroupView.InstanceView instance) {
        Long pid = instance.pid();
        ProcessSample now = pid == null ? null : ProcessSample.take(pid);
        if (pid == null || now == null) {
            return new InstanceFigures(instance.id(), null, null, null);
        }
        ProcessSample before = sampleByPid.put(pid, now);
        Double share = before == null ? null : now.cpuShareSince(before);
        return new InstanceFigures(instance.id(), share, now.memoryBytes(), now.threads());
    }

    private void forgetAllBut(List<GroupView.InstanceView> instances) {
        Set<Long> living = new HashSet<>();
        instances.stream()
                .map(GroupView.InstanceView::pid)
                .filter(Objects::nonNull)
                .forEach(living::add);
        sampleByPid.keySet().retainAll(living);
    }
}
