package io.headroom.platform.finding;

import io.headroom.telemetry.resource.LevelFigures;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What processes' metrics say of a load step, by OpenTelemetry's semantic conventions; their former names are known too. */
record Levels(List<LevelFigures> all) {

    private static final List<String> POOL_COUNT = List.of("db.client.connection.count", "db.client.connections.usage");
    private static final List<String> POOL_MAX = List.of("db.client.connection.max", "db.client.connections.max");
    private static final List<String> POOL_STATE = List.of("db.client.connection.state", "state");
    private static final List<String> USED = List.of("jvm.memory.used", "process.runtime.jvm.memory.usage");
    private static final List<String> AFTER_COLLECTION =
            List.of("jvm.memory.used_after_last_gc", "process.runtime.jvm.memory.usage_after_last_gc");
    private static final List<String> LIMIT = List.of("jvm.memory.limit", "process.runtime.jvm.memory.limit");
    private static final List<String> MEMORY_TYPE = List.of("jvm.memory.type", "type");
    private static final List<String> MEMORY_POOL = List.of("jvm.memory.pool.name", "pool");

    /** Where collectors with generations keep what has survived: what they say of it is what is kept, and garbage of the last seconds is not in it. */
    private static final Pattern LASTING = Pattern.compile("\\b(Old|Tenured)\\b");

    /** An instance that reports. */
    record Process(String service, String instance) {}

    static Levels of(LoadedStep step) {
        return new Levels(step.traces().resources().levels());
    }

    List<Process> processes() {
        return all.stream()
                .map(level ->
                        new Process(level.series().service(), level.series().instance()))
                .distinct()
                .toList();
    }

    /** Connections in use in the mean, of all pools of an instance together. */
    Optional<Double> poolUsed(Process process) {
        return sum(of(process, POOL_COUNT).filter(level -> has(level, POOL_STATE, "used"::equals)), LevelFigures::mean);
    }

    Optional<Double> poolMax(Process process) {
        return sum(of(process, POOL_MAX), LevelFigures::last);
    }

    /** Bytes of the heap that the service keeps: the least of the step, since garbage comes on top until a collection finds it. */
    Optional<Double> heapKept(Process process) {
        Optional<Double> lasting = sum(heap(process, USED).filter(Levels::isLasting), LevelFigures::min);
        return lasting.isPresent() ? lasting : sum(heap(process, AFTER_COLLECTION), LevelFigures::min);
    }

    Optional<Double> heapLimit(Process process) {
        Optional<Double> lasting = sum(heap(process, LIMIT).filter(Levels::isLasting), LevelFigures::last);
        return lasting.isPresent() ? lasting : sum(heap(process, LIMIT), LevelFigures::last);
    }

    private Stream<LevelFigures> heap(Process process, List<String> names) {
        return of(process, names).filter(level -> has(level, MEMORY_TYPE, "heap"::equals));
    }

    private static boolean isLasting(LevelFigures level) {
        return has(level, MEMORY_POOL, name -> LASTING.matcher(name).find());
    }

    private Stream<LevelFigures> of(Process process, List<String> names) {
        return all.stream()
                .filter(level -> level.series().service().equals(process.service())
                        && level.series().instance().equals(process.instance())
                        && names.contains(level.series().metric()));
    }

    private static boolean has(LevelFigures level, List<String> attributes, Predicate<String> value) {
        Map<String, String> known = level.series().attributes();
        return attributes.stream().map(known::get).filter(Objects::nonNull).anyMatch(value);
    }

    private static Optional<Double> sum(Stream<LevelFigures> levels, ToDoubleFunction<LevelFigures> figure) {
        List<LevelFigures> some = levels.toList();
        return some.isEmpty()
                ? Optional.empty()
                : Optional.of(some.stream().mapToDouble(figure).sum());
    }
}
