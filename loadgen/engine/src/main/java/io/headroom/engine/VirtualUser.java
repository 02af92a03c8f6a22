package io.headroom.engine;

import io.headroom.engine.data.Draws;
import io.headroom.engine.data.Json;
import io.headroom.engine.data.RandomSource;
import io.headroom.engine.http.RequestName;
import io.headroom.engine.http.RequestNames;
import io.headroom.engine.measurement.Recorder;
import io.headroom.engine.scenario.JourneyCode;
import io.headroom.scenario.FailedStepException;
import io.headroom.scenario.Identities;
import io.headroom.scenario.Request;
import io.headroom.scenario.User;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One user of one event loop. It lives as long as its lane and goes on one journey after the other. */
final class VirtualUser implements User {
    private final Loop loop;
    private final Lane lane;
    private final RandomSource random = new RandomSource(0);
    private final Draws draws = new Draws(random);
    private final Branch root;
    private final List<Branch> branches = new ArrayList<>(1);
    private Branch active;
    private boolean begun;
    private boolean cutOff;
    private boolean dismissed;

    private @Nullable Phase phase;
    private @Nullable JourneyCode journey;
    private @Nullable Person person;
    private long arrival;
    private int stepsBegun;
    private long lastDue;
    /** Place among the phase's users. */
    int position;
    /** The loop's pass in which its journey began. */
    long begunInPass;

    VirtualUser(Loop loop, Lane lane) {
        this.loop = loop;
        this.lane = lane;
        this.root = new Branch(this, loop, lane.names(), this::live);
        this.active = root;
        branches.add(root);
    }

    /** Goes on a journey; on the loop. */
    void begin(Phase phase, JourneyCode journey, long due, long seed) {
        this.phase = phase;
        this.journey = journey;
        this.arrival = due;
        this.stepsBegun = 0;
        this.lastDue = due;
        this.cutOff = false;
        this.person = null;
        random.seed(seed);
        active = root;
        root.names(lane.names());
        if (begun) {
            root.restart(due);
        } else {
            begun = true;
            root.start(due);
        }
    }

    /** Ends the thread of a resting user. */
    void dismiss() {
        dismissed = true;
        if (begun) {
            root.resume();
        }
    }

    /** Cuts its journey off; on the loop, while no user runs. */
    void cutOff() {
        cutOff = true;
        for (Branch branch : List.copyOf(branches)) {
            branch.cutOff();
        }
    }

    boolean isCutOff() {
        return cutOff;
    }

    Loop loop() {
        return loop;
    }

    Recorder recorder() {
        return phase().recorder();
    }

    int stepsBegun() {
        return stepsBegun;
    }

    JourneyCode journey() {
        return Objects.requireNonNull(journey);
    }

    /** When its journey was due. */
    long arrival() {
        return arrival;
    }

    /** When its journey's next step would be due, which is when the journey has ended. */
    long end() {
        return root.due();
    }

    void active(Branch branch) {
        active = branch;
    }

    void stepBegun(long due) {
        stepsBegun++;
        lastDue = due;
    }

    /** When the step was due that began last. */
    long lastDue() {
        return lastDue;
    }

    String describe(Throwable failure) {
        return lane.scenario().describe(failure);
    }

    /** Whom it is on this journey, if anybody in particular. */
    @Nullable
    Person person() {
        return person;
    }

    Json json() {
        return lane.json();
    }

    /** Makes a failure of the step that was the last one. */
    FailedStepException failLatest(String kind, String sentence) {
        Exchange latest = branch().latest();
        return latest == null
                ? new FailedStepException(kind, sentence)
                : latest.failAfterwards(kind, latest + ": " + sentence);
    }

    Person somebody() {
        if (person == null) {
            person = new Person();
        }
        return person;
    }

    private Phase phase() {
        return Objects.requireNonNull(phase);
    }

    private void live() {
        while (!dismissed) {
            boolean succeeded = walk();
            Thread.interrupted(); // a cut-off may have left it set
            if (!phase().ended(this, succeeded)) {
                return;
            }
            root.rest();
        }
    }

    private boolean walk() {
        try {
            journey().walk(this);
            root.goOn();
            return true;
        } catch (Throwable failure) {
            countUnlessCutOff(root, failure);
            return false;
        } finally {
            if (person != null) {
                person.leave();
            }
        }
    }

    /** The branch whose thread is running. */
    private Branch branch() {
        Thread current = Thread.currentThread();
        if (active.thread() == current) {
            return active;
        }
        for (Branch branch : branches) {
            if (branch.thread() == current) {
                active = branch;
                return branch;
            }
        }
        throw new IllegalStateException(
                "a user was used by a thread that is none of its own: use user.parallel(...) for what happens at the same time");
    }

    @Override
    public Request get(String template, Object... values) {
        return request("GET", template, values);
    }

    @Override
    public Request head(String template, Object... values) {
        return request("HEAD", template, values);
    }

    @Override
    public Request post(String template, Object... values) {
        return request("POST", template, values);
    }

    @Override
    public Request put(String template, Object... values) {
        return request("PUT", template, values);
    }

    @Override
    public Request patch(String template, Object... values) {
        return request("PATCH", template, values);
    }

    @Override
    public Request delete(String template, Object... values) {
        return request("DELETE", template, values);
    }

    @Override
    public Request options(String template, Object... values) {
        return request("OPTIONS", template, values);
    }

    private Request request(String method, String template, Object[] values) {
        Branch branch = branch();
        branch.goOn();
        if (person != null && person.isToLogInAgain()) {
            bearer(person.token());
            branch.goOn();
        }
        RequestName name = branch.names().of(method, template);
        return branch.building(new Exchange(branch, lane, name, values, branch.due()));
    }

    @Override
    public void header(String name, String value) {
        somebody().headers().set(name, value);
    }

    @Override
    public void bearer(String token) {
        header("authorization", "Bearer " + token);
    }

    @Override
    public Optional<String> cookie(String name) {
        return person == null ? Optional.empty() : person.cookies().value(name);
    }

    @Override
    public void setCookie(String name, String value) {
        somebody().cookies().set(name, value, lane.origins().home().origin().host());
    }

    @Override
    public void clearCookies() {
        if (person != null) {
            person.cookies().clear();
        }
    }

    @Override
    public void group(String name, Runnable steps) {
        group(name, () -> {
            steps.run();
            return Optional.empty();
        });
    }

    @Override
    public <T> T group(String name, Supplier<T> steps) {
        Branch branch = branch();
        RequestNames outside = branch.names();
        branch.names(outside.within(name));
        try {
            return steps.get();
        } finally {
            branch.names(outside);
        }
    }

    @Override
    public void check(String name, boolean holds) {
        if (holds) {
            return;
        }
        String kind = "check-" + lane.checkName(name);
        throw failLatest(kind, "the check \"" + name + "\" does not hold");
    }

    @Override
    public void think(Duration time) {
        think(time.toNanos());
    }

    @Override
    public void thinkBetween(Duration shortest, Duration longest) {
        think(draws.between(shortest.toNanos(), longest.toNanos()));
    }

    @Override
    public void thinkExponential(Duration mean) {
        think(draws.exponential(mean.toNanos()));
    }

    @Override
    public void thinkNormal(Duration mean, Duration standardDeviation) {
        think(draws.normal(mean.toNanos(), standardDeviation.toNanos()));
    }

    private void think(long nanos) {
        Branch branch = branch();
        branch.goOn();
        branch.think(nanos);
    }

    @Override
    public void parallel(Runnable... sides) {
        Branch parent = branch();
        parent.goOn();
        var both = new Sides(this, parent, sides);
        branches.addAll(both.branches());
        both.run();
        branches.removeAll(both.branches());
        both.rethrowFirst();
    }

    @Override
    public void login(Identities identities) {
        branch().goOn();
        bearer(somebody().logIn(this, lane.identities(identities)).token());
    }

    /** Counts why the branch ended, unless that is because it was cut off. */
    void countUnlessCutOff(Branch branch, Throwable failure) {
        if (cutOff) {
            branch.settle();
        } else {
            branch.countFailure(failure);
        }
    }

    @Override
    public String unique(String prefix) {
        return lane.unique().next(prefix);
    }

    @Override
    public String uuid() {
        return draws.uuid();
    }

    @Override
    public <T> T pick(List<T> values) {
        return draws.pick(values);
    }

    @Override
    public <T> T pick(List<T> values, int... weights) {
        return draws.pick(values, weights);
    }

    @Override
    public String zipf(int n, String prefix) {
        return prefix + lane.zipf(n).rank(random.nextDouble());
    }

    @Override
    public <T> List<T> sample(List<T> values, int n) {
        return draws.sample(values, n);
    }

    @Override
    public int random(int bound) {
        return random.nextInt(bound);
    }
}
