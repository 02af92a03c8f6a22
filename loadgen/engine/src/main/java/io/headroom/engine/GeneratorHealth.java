package io.headroom.engine;

import java.util.List;

/**
 * How the generator itself fared.
 *
 * @param valid false if the generator, and not the target, spoiled the measurement
 * @param reasons why it is not valid, one sentence each
 * @param lagP99Millis 99th percentile of the time by which journeys began late, in milliseconds
 * @param cpu share of the event loops' cores that this process used, 0 to 1
 * @param stallMillisMax longest time by which an event loop woke late, in milliseconds
 * @param gcMillis time for which garbage collectors held the process up, in milliseconds
 * @param droppedArrivals arrivals that found no room, whoever's fault that is
 * @param openFiles most files and connections that the process had open; 0 where the platform does not say
 */
public record GeneratorHealth(
        boolean valid,
        List<String> reasons,
        double lagP99Millis,
        double cpu,
        double stallMillisMax,
        long gcMillis,
        long droppedArrivals,
        long openFiles) {}
