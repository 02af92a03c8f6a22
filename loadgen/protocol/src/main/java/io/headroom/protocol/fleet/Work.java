package io.headroom.protocol.fleet;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Map;

/**
 * One order of the platform to an agent. A session is prepared once, driven step by step, and released; its connections, its registered
 * data and its warm code survive from step to step.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Work.Prepare.class, name = "prepare"),
    @JsonSubTypes.Type(value = Work.Drive.class, name = "drive"),
    @JsonSubTypes.Type(value = Work.Release.class, name = "release")
})
public sealed interface Work {

    /** Identifier of this order, unique on the platform. */
    String work();

    /** The session that it concerns. */
    String session();

    /**
     * Compile a scenario, warm the engine up, and run the scenario's set-up against the target.
     *
     * @param scenario the scenario's source
     * @param target whom to load
     * @param seed seed of everything random, so that a run can be replayed
     * @param windowMillis length of one measurement window in milliseconds
     */
    record Prepare(String work, String session, ScenarioSource scenario, Target target, long seed, int windowMillis)
            implements Work {}

    /**
     * Drive the prepared session with arrivals by a schedule.
     *
     * @param step number of the load step within its run, carried by trace ids
     * @param load one stretch after the other, at least one
     * @param drainMillis how long unfinished journeys may go on afterwards before they are cut off and counted
     */
    record Drive(String work, String session, int step, List<Stretch> load, long drainMillis) implements Work {}

    /**
     * A stretch of load that goes straight from one rate to another. The agent converts requests/s to journeys/s by the mix's mean requests per journey.
     *
     * @param from requests/s at its beginning
     * @param to requests/s at its end
     */
    record Stretch(double from, double to, long millis) {}

    /** Close the session's connections and forget it. */
    record Release(String work, String session) implements Work {}

    /**
     * Java source of one scenario, and what it reads.
     *
     * @param fileName name that compile errors show, for example {@code ProfileJourneys.java}
     * @param text the whole file
     * @param files texts of the files that its feeds read, by their names as the scenario writes them
     */
    record ScenarioSource(String fileName, String text, Map<String, String> files) {}

    /**
     * The service under load.
     *
     * @param baseUrl scheme, host and port, without a trailing slash
     * @param headers sent with every request, for example the signed token that a relaxed protection recognises
     * @param timeoutMillis after which a request counts as failed, kind {@code timeout}
     */
    record Target(String baseUrl, Map<String, String> headers, long timeoutMillis) {}
}
