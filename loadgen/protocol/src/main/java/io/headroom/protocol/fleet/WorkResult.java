package io.headroom.protocol.fleet;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.headroom.protocol.Fault;
import java.util.List;
import java.util.Map;

/** How one piece of work ended. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = WorkResult.Prepared.class, name = "prepared"),
    @JsonSubTypes.Type(value = WorkResult.Driven.class, name = "driven"),
    @JsonSubTypes.Type(value = WorkResult.Released.class, name = "released"),
    @JsonSubTypes.Type(value = WorkResult.Failed.class, name = "failed")
})
public sealed interface WorkResult {

    /**
     * The session is ready.
     *
     * @param scenario the scenario class's simple name
     * @param requestsPerJourney mean number of requests that one journey of the mix issues
     * @param warnings what people should know, for example that users do not run on the event loop
     */
    record Prepared(String scenario, double requestsPerJourney, List<String> warnings) implements WorkResult {}

    /**
     * The step is over and every window has been sent in a frame.
     *
     * @param journeysPerSecond what the asked rate was converted to
     * @param totals requests over the whole step: started = completed + errors + unfinished, where completed counts successes
     * @param generator whether the generator was healthy
     * @param stopped whether the platform ended it early
     */
    record Driven(double journeysPerSecond, Totals totals, GeneratorHealth generator, boolean stopped)
            implements WorkResult {}

    /** The session is closed. */
    record Released() implements WorkResult {}

    /**
     * It could not be done.
     *
     * @param fault whose fault it is
     * @param message one sentence that names the cause and the remedy
     */
    record Failed(Fault fault, String message) implements WorkResult {}

    /**
     * @param offered requests due, and those that failed journeys never issued
     * @param started requests that began
     * @param completed requests that succeeded
     * @param errors failed requests by kind
     * @param dropped arrivals that never began
     * @param unfinished requests cut off by the drain deadline
     */
    record Totals(
            long offered, long started, long completed, Map<String, Long> errors, long dropped, long unfinished) {}

    /**
     * The generator's own health during the step.
     *
     * @param valid false if the generator, and not the target, spoiled the measurement
     * @param reasons why it is not valid, in words
     * @param lagP99Millis 99th percentile of due time to send of first steps, in milliseconds
     * @param cpu share of one core that each event loop's process used, 0 to 1
     * @param stallMillisMax longest time during which an event loop did not run
     */
    record GeneratorHealth(
            boolean valid, List<String> reasons, double lagP99Millis, double cpu, double stallMillisMax) {}
}
