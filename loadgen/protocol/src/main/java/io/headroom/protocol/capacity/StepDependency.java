package io.headroom.protocol.capacity;

import java.util.Map;

/**
 * What a service asked of one dependency while a load step was driven, as its traces tell. Times are in milliseconds.
 *
 * @param service who asked
 * @param kind database, http, rpc, messaging or other
 * @param peer who was asked
 * @param operation what was asked: a method and route, a statement without its literals
 * @param requests whose traces have at least one such call; {@code calls} counts those calls
 * @param callsPerRequest of a request that has any, in the mean
 * @param p95 of the instance where it is largest; exact with one instance
 * @param waited how long a request of the step waited for it on its critical path, in the mean of all requests of the step
 * @param errors failed calls by kind
 */
public record StepDependency(
        String service,
        String kind,
        String peer,
        String operation,
        long requests,
        long calls,
        double callsPerRequest,
        double mean,
        double p95,
        double max,
        double waited,
        Map<String, Long> errors) {}
