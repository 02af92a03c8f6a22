package io.headroom.platform.finding;

import io.headroom.finding.Finding;
import io.headroom.finding.GrowsWithData;
import io.headroom.telemetry.figures.ServiceFigures;
import io.headroom.telemetry.trace.Dependency;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Brings the sizes of answers to the detector, beside the number of records: those that were inserted since the search began. */
final class DataCauses {

    private static final Pattern INSERT = Pattern.compile("^\\s*insert\\b", Pattern.CASE_INSENSITIVE);
    private static final int ANSWERS_MIN = 5;

    private DataCauses() {}

    private record Operation(String service, String name) {}

    static List<Finding> of(TracedLadder ladder) {
        Map<Operation, List<GrowsWithData.Reading>> readings = new LinkedHashMap<>();
        double records = 0;
        for (LoadedStep step : ladder.steps()) {
            records += inserted(step);
            for (ServiceFigures row : step.traces().services()) {
                if (row.bytesP95() > 0 && row.time().count() >= ANSWERS_MIN) {
                    readings.computeIfAbsent(new Operation(row.service(), row.operation()), _ -> new ArrayList<>())
                            .add(new GrowsWithData.Reading(Math.round(records), row.bytesP95()));
                }
            }
        }
        return readings.entrySet().stream()
                .flatMap(entry -> GrowsWithData.find(name(entry.getKey()), entry.getValue()).stream())
                .toList();
    }

    private static String name(Operation operation) {
        return operation.name() + " of " + operation.service();
    }

    /** As many as all requests of the step make, traced or not. */
    private static double inserted(LoadedStep step) {
        long traced = step.calls().stream()
                .filter(one -> one.dependency().kind() == Dependency.Kind.DATABASE
                        && INSERT.matcher(one.dependency().operation()).find())
                .mapToLong(one -> one.calls() - one.failed())
                .sum();
        long requests = step.traces().coverage().traces();
        return requests == 0 ? 0 : (double) traced * step.requests() / requests;
    }
}
