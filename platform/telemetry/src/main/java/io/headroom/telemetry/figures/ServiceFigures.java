package io.headroom.telemetry.figures;

import java.util.Map;

/**
 * What was asked of one instance of a service during a load step.
 *
 * @param zone of the instance, empty if it does not say
 * @param operation method and route, or the name that the instance gave
 * @param time of one of them, in milliseconds
 * @param errors failed ones by kind
 * @param bytesP95 95th percentile of the answers' sizes, of those that say; 0 if none does
 * @param workedMillis how long requests waited for this instance's own work, on their critical paths, all requests together
 */
public record ServiceFigures(
        String service,
        String instance,
        String zone,
        String operation,
        TimeFigures time,
        Map<String, Long> errors,
        double bytesP95,
        double workedMillis) {}
