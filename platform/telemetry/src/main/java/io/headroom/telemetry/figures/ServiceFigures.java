package io.headroom.telemetry.figures;

import java.util.Map;

/**
 * What was asked of one instance of a service during a load step.
 *
 * @param operation method and route, or the name that the instance gave
 * @param time of one of them, in milliseconds
 * @param errors failed ones by kind
 * @param workedMillis how long requests waited for this instance's own work, on their critical paths, all requests together
 */
public record ServiceFigures(
        String service,
        String instance,
        String operation,
        TimeFigures time,
        Map<String, Long> errors,
        double workedMillis) {}
