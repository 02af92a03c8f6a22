package io.headroom.engine;

import io.headroom.engine.data.Json;
import io.headroom.engine.data.RandomSource;
import io.headroom.engine.data.UniqueValues;
import io.headroom.engine.data.Zipf;
import io.headroom.engine.http.RequestNames;
import io.headroom.engine.http.TraceIdentity;
import io.headroom.engine.scenario.CompiledScenario;
import io.headroom.engine.scenario.JourneyCode;
import io.headroom.scenario.Identities;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What one event loop needs to send users of one scenario to one target: the scenario's instance with its pools, connections, names, values. It outlives
 * load steps.
 */
final class Lane {
    private static final int WORDS_MAX = 1_000;
    private static final int CHECK_NAME_MAX = 100;

    private final Loop loop;
    private final CompiledScenario scenario;
    private final int stripe;
    private final int stripes;
    private final List<JourneyCode> journeys;
    private final List<JourneyCode> mixed;
    private final List<JourneyCode> setups;
    private final RequestNames names;
    private final Origins origins;
    private final TraceIdentity traces;
    private UniqueValues unique;
    private final Json json = new Json();
    private final Map<Integer, Zipf> zipfs = new HashMap<>();
    private final Map<String, Pattern> patterns = new HashMap<>();
    private final Set<String> checks = new HashSet<>();
    private final Map<Identities, IdentityPool> identities = new HashMap<>();
    private @Nullable Transcript transcript;
    private final ArrayDeque<VirtualUser> resting = new ArrayDeque<>();

    /** The lane of loop number {@code index} among this agent's. */
    Lane(Loop loop, int index, CompiledScenario scenario, EndPoint endPoint, EngineSettings settings) {
        this.loop = loop;
        this.scenario = scenario;
        this.stripe = settings.fleet().agent() * settings.loops() + index;
        this.stripes = settings.stripes();
        Object instance = scenario.newInstance(stripe, stripes);
        this.journeys = scenario.journeys().stream()
                .map(kind -> scenario.bind(instance, kind))
                .toList();
        this.mixed = journeys.stream().filter(code -> code.kind().share() > 0).toList();
        this.setups = scenario.setups().stream()
                .map(kind -> scenario.bind(instance, kind))
                .toList();
        this.names = new RequestNames(endPoint.basePath());
        int connectionsMax = settings.bounds().connectionsMax();
        this.origins = new Origins(loop, endPoint, Math.max(1, connectionsMax / settings.loops()));
        // not from the seed: a replay's traces must not be taken for those of the run that it replays
        this.traces = new TraceIdentity(
                settings.run().name(), new RandomSource(RandomSource.combine(System.nanoTime(), stripe)));
        this.unique = new UniqueValues(settings.run().seed(), settings.run().name(), stripe, stripes);
    }

    /** One lane for each loop. */
    static List<Lane> onEach(Loops loops, CompiledScenario scenario, EndPoint endPoint, EngineSettings settings) {
        List<Lane> lanes = new ArrayList<>();
        for (Loop loop : loops.all()) {
            lanes.add(new Lane(loop, lanes.size(), scenario, endPoint, settings));
        }
        return List.copyOf(lanes);
    }

    Loop loop() {
        return loop;
    }

    CompiledScenario scenario() {
        return scenario;
    }

    /** Number of this loop in the whole fleet. */
    int stripe() {
        return stripe;
    }

    /** How many loops the whole fleet has. */
    int stripes() {
        return stripes;
    }

    /** The journey at that place of the mix, which leaves out those without a share. */
    JourneyCode mixed(int index) {
        return mixed.get(index);
    }

    List<JourneyCode> journeys() {
        return journeys;
    }

    JourneyCode journey(int index) {
        return journeys.get(index);
    }

    List<JourneyCode> mixed() {
        return mixed;
    }

    List<JourneyCode> setups() {
        return setups;
    }

    RequestNames names() {
        return names;
    }

    Origins origins() {
        return origins;
    }

    TraceIdentity traces() {
        return traces;
    }

    /** Goes on with the unique values of this loop where another lane stopped drawing, for they must not repeat within a run. */
    void goOnAfter(Lane previous) {
        unique = previous.unique;
    }

    UniqueValues unique() {
        return unique;
    }

    /** What is said here from now on is written down; before anything is. */
    void transcribe(Transcript into) {
        transcript = into;
    }

    /** Where what is said is written down, if it is. */
    @Nullable
    Transcript transcript() {
        return transcript;
    }

    Json json() {
        return json;
    }

    Zipf zipf(int ranks) {
        return zipfs.computeIfAbsent(ranks, Zipf::new);
    }

    /** This loop's part of them. */
    IdentityPool identities(Identities all) {
        return identities.computeIfAbsent(all, unused -> new IdentityPool(all, stripe, stripes));
    }

    /** A regular expression, compiled once unless there are too many. */
    Pattern pattern(String regex) {
        Pattern known = patterns.get(regex);
        if (known != null) {
            return known;
        }
        Pattern compiled = Pattern.compile(regex);
        if (patterns.size() < WORDS_MAX) {
            patterns.put(regex, compiled);
        }
        return compiled;
    }

    /** The name of a check that failed, if names of checks have not become too many. */
    String checkName(String name) {
        if (checks.contains(name)) {
            return name;
        }
        if (name.isBlank() || name.length() > CHECK_NAME_MAX) {
            throw new IllegalArgumentException(
                    "a check's name has 1 to " + CHECK_NAME_MAX + " characters; \"" + name + "\" has not");
        }
        if (checks.size() == WORDS_MAX) {
            throw new IllegalArgumentException("the scenario uses more than " + WORDS_MAX
                    + " different checks: a check's name is the same each time");
        }
        checks.add(name);
        return name;
    }

    /** A user that rests, the one that ended last, or a new one. */
    VirtualUser user() {
        VirtualUser known = resting.pollLast();
        return known == null ? new VirtualUser(loop, this) : known;
    }

    void rest(VirtualUser user) {
        resting.addLast(user);
    }

    /** On its loop, between phases. */
    void close() {
        origins.close();
        resting.forEach(VirtualUser::dismiss);
        resting.clear();
        loop.drain();
    }
}
