package io.headroom.localcloud.metrics;

import io.headroom.localcloud.database.Database;
import io.headroom.localcloud.instances.GroupView;
import io.headroom.localcloud.instances.InstanceGroup;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is used right now. Shares are parts of the whole machine, from 0 to 1, over the last second or so; on systems
 * without {@code /proc} the figures are absent.
 *
 * <p>Sampled on a beat and not on request, so that several readers do not shorten each other's intervals.
 */
public final class Metrics {

    public record InstanceFigures(
            String id,
            @Nullable Double cpuShare,
            @Nullable Long memoryBytes,
            @Nullable Integer threads) {}

    public record DatabaseFigures(@Nullable Integer connections, int maxConnections) {}

    public record HostFigures(@Nullable Double cpuShare) {}

    public record View(List<InstanceFigures> instances, DatabaseFigures database, HostFigures host) {}

    private final InstanceGroup group;
    private final Database database;
    private final Map<Long, ProcessSample> sampleByPid = new HashMap<>();
    private @Nullable MachineSample machine;
    private volatile View view =
            new View(List.of(), new DatabaseFigures(null, Database.CONNECTIONS_MAX), new HostFigures(null));

    public Metrics(InstanceGroup group, Database database) {
        this.group = group;
        this.database = database;
    }

    /** The figures of the last beat. */
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
