package io.headroom.platform.environment;

import io.headroom.equivalence.Profile;
import io.headroom.protocol.environment.EnvironmentOrder;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/**
 * Environments that people ask for by themselves: planned, looked at, applied, and destroyed when they say so, at their end, or when this process
 * finds one that a dead platform was still making.
 */
@ApplicationScoped
class StandaloneEnvironments {

    private static final Logger LOG = Logger.getLogger(StandaloneEnvironments.class);

    /** Below, an environment would end while it is still being made. */
    private static final Duration LIFETIME_MIN = Duration.ofMinutes(10);

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,28}[a-z0-9]");

    private final EnvironmentLifecycle lifecycle;
    private final Environments environments;
    private final EnvironmentStore store;
    private final Clock clock;
    private final Map<String, EnvironmentWork> works = new ConcurrentHashMap<>();

    StandaloneEnvironments(
            EnvironmentLifecycle lifecycle, Environments environments, EnvironmentStore store, Clock clock) {
        this.lifecycle = lifecycle;
        this.environments = environments;
        this.store = store;
        this.clock = clock;
    }

    /** Begins to plan; nothing is made until {@link #apply}. */
    Environment plan(EnvironmentOrder order) throws EnvironmentFailure {
        if (!NAME.matcher(order.name()).matches() || order.name().startsWith("run-")) {
            throw EnvironmentFailure.ofUser(
                    "name is '" + order.name()
                            + "': give 2 to 30 lower-case letters, digits and hyphens, a letter first, no hyphen last, and not run- first");
        }
        Duration lifetime = Duration.ofSeconds(order.lifetimeSeconds());
        new Lifetime(lifetime, LIFETIME_MIN).check();
        if (store.find(order.name()).isPresent()) {
            throw EnvironmentFailure.ofUser(
                    "there is, or was, an environment '" + order.name() + "': choose another name");
        }
        Instant now = clock.instant();
        Environment planned = Environment.planned(
                order.name(), "environment-" + order.name(), order.module(), true, now, now.plus(lifetime));
        store.create(planned);
        EnvironmentWork work = work(order.name());
        work.begin(
                "plan",
                () -> {
                    EnvironmentLifecycle.Planned made = lifecycle.plan(planned, order.inputs());
                    work.keep(made);
                    work.say("planned: " + made.review().creations() + " to create");
                },
                sentence -> discard(planned, sentence));
        return planned;
    }

    /** Nothing stands yet, so nothing can be left. */
    private void discard(Environment planned, String sentence) {
        store.troubled(planned.name(), sentence);
        store.destroyed(planned.name(), clock.instant());
    }

    /** Begins to apply what was planned. What fails half-way is destroyed at once. */
    void apply(String name) throws EnvironmentFailure {
        Environment environment = require(name);
        if (environment.state() != Environment.State.PLANNED) {
            throw EnvironmentFailure.ofUser("environment '" + name + "' is "
                    + environment.state().name().toLowerCase(java.util.Locale.ROOT)
                    + ", and only what is planned is applied");
        }
        EnvironmentWork work = work(name);
        begin(work, name, "apply", () -> {
            try {
                Environment made = lifecycle.apply(name, done -> work.say(madeOf(done)));
                work.say("it stands at " + made.outputs().orElseThrow().targetUrl() + " until " + made.expires());
            } catch (EnvironmentFailure | InterruptedException failed) {
                work.say("what stands of it is destroyed");
                store.troubled(name, String.valueOf(failed.getMessage()));
                destroy(require(name), work);
                throw failed;
            }
        });
    }

    /** Stops what is under way, and begins to destroy. */
    void destroy(String name) throws EnvironmentFailure, InterruptedException {
        Environment environment = require(name);
        if (!environment.standalone()) {
            throw EnvironmentFailure.ofUser("environment '" + name + "' belongs to run " + environment.run()
                    + ": stop the run, which destroys it");
        }
        if (environment.state() == Environment.State.DESTROYED) {
            return;
        }
        EnvironmentWork work = work(name);
        if (!work.doing().equals(Optional.of("destroy"))) {
            work.stop();
            begin(work, name, "destroy", () -> destroy(require(name), work));
        }
    }

    private void begin(EnvironmentWork work, String name, String what, EnvironmentWork.Task task)
            throws EnvironmentFailure {
        if (!work.begin(what, task, sentence -> store.troubled(name, sentence))) {
            throw EnvironmentFailure.ofUser("environment '" + name + "' is busy with its "
                    + work.doing().orElse("work") + ": wait for it");
        }
    }

    private void destroy(Environment environment, EnvironmentWork work)
            throws EnvironmentFailure, InterruptedException {
        lifecycle.destroy(environment, done -> work.say("destroyed " + inModule(done)));
        work.say("nothing of it is left");
    }

    /** What of it, or of its plan while it does not stand yet, bears on capacity. */
    Optional<Profile> profile(String name) throws EnvironmentFailure, InterruptedException {
        Environment environment = require(name);
        return environment.state() == Environment.State.READY
                ? Optional.of(environments.profile(environment))
                : work(name).planned().flatMap(EnvironmentLifecycle.Planned::profile);
    }

    Environment require(String name) throws EnvironmentFailure {
        return store.find(name).orElseThrow(() -> EnvironmentFailure.ofUser("there is no environment '" + name + "'"));
    }

    EnvironmentWork work(String name) {
        return works.computeIfAbsent(name, ignored -> new EnvironmentWork(clock));
    }

    /** Once a minute, for ever: what is over, and what a dead platform was making or destroying. Each failure is an alarm. */
    @Scheduled(every = "60s", delayed = "2s", concurrentExecution = ConcurrentExecution.SKIP)
    void sweep() throws InterruptedException {
        for (Environment environment : store.standing()) {
            if (environment.standalone()
                    && lifecycle.isHere(environment.name())
                    && work(environment.name()).doing().isEmpty()
                    && isDue(environment)) {
                settle(environment);
            }
        }
    }

    private boolean isDue(Environment environment) {
        return switch (environment.state()) {
            case READY -> !clock.instant().isBefore(environment.expires());
            case PLANNED ->
                work(environment.name()).planned().isEmpty() || !clock.instant().isBefore(environment.expires());
            case CREATING, DESTROYING -> true;
            case DESTROYED -> false;
        };
    }

    private void settle(Environment environment) throws InterruptedException {
        if (environment.state() == Environment.State.CREATING) {
            store.troubled(
                    environment.name(), "the platform ended while it was made: the next one destroyed what was left");
        }
        try {
            destroy(environment.name());
        } catch (EnvironmentFailure failure) {
            LOG.errorf("still standing: %s: %s", environment.name(), failure.sentence());
        }
    }

    /** Terraform gets its one polite signal, saves its state, and ends; the next platform goes on from there. */
    void settle(@Observes ShutdownEvent event) throws InterruptedException {
        for (EnvironmentWork work : works.values()) {
            work.stop();
        }
    }

    List<Environment> newest() {
        return environments.newest();
    }

    /** An address of something that stands, or a sentence about the data. */
    private static String madeOf(String done) {
        return done.startsWith(Workspace.MODULE) ? "created " + inModule(done) : done;
    }

    private static String inModule(String address) {
        return address.startsWith(Workspace.MODULE + ".") ? address.substring(Workspace.MODULE.length() + 1) : address;
    }
}
