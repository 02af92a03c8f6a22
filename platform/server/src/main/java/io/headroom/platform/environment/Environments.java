package io.headroom.platform.environment;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.headroom.equivalence.MalformedProfileException;
import io.headroom.equivalence.Profile;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The door to environments of runs: they are created, found again, compared with production, and destroyed until nothing is left. */
@ApplicationScoped
public class Environments {

    private static final int LISTED_MAX = 200;
    private static final String OF_RUN = "run-";

    private final EnvironmentLifecycle lifecycle;
    private final EnvironmentStore store;
    private final Tagged tagged;
    private final ObjectMapper json;
    private final Clock clock;

    Environments(
            EnvironmentLifecycle lifecycle, EnvironmentStore store, Tagged tagged, ObjectMapper json, Clock clock) {
        this.lifecycle = lifecycle;
        this.store = store;
        this.tagged = tagged;
        this.json = json;
        this.clock = clock;
    }

    /** @return a sentence that says why no environment can be created here, empty if one can */
    public static Optional<String> obstacle() {
        return Terraform.program().isPresent()
                ? Optional.empty()
                : Optional.of("neither terraform nor tofu is on the PATH: install Terraform 1.9 or newer, or OpenTofu");
    }

    /**
     * Plans an environment, has the policy look at the plan, and applies it.
     *
     * @param module folder of a module that satisfies {@code terraform/contract}
     * @param variables the contract's inputs by name, without {@code name}, {@code run_id} and {@code expires_at}
     * @param lifetime until the environment destroys itself; it must be longer than the run may take
     * @param progress called with each thing that stands
     */
    public Environment create(
            String run, Path module, Map<String, Object> variables, Lifetime lifetime, Consumer<String> progress)
            throws EnvironmentFailure, InterruptedException {
        lifetime.check();
        String name = nameFor(run);
        Instant now = clock.instant();
        Environment planned = Environment.planned(name, run, module.toString(), false, now, now.plus(lifetime.whole()));
        store.create(planned);
        lifecycle.plan(planned, variables);
        return lifecycle.apply(name, progress);
    }

    /** @return newest first */
    public List<Environment> newest() {
        return store.newest(LISTED_MAX);
    }

    public Optional<Environment> ofRun(String run) {
        return store.find(nameFor(run));
    }

    /** @return what of the environment bears on its capacity */
    public Profile profile(String run) throws EnvironmentFailure, InterruptedException {
        return profile(store.find(nameFor(run)).orElseThrow());
    }

    Profile profile(Environment environment) throws EnvironmentFailure, InterruptedException {
        try {
            return ModuleParity.profile(
                    environment.name(), lifecycle.shown(environment.name()), Path.of(environment.module()), json);
        } catch (MalformedProfileException malformed) {
            throw EnvironmentFailure.ofUser(malformed.sentence());
        }
    }

    /** @return whether the environment is no longer what Terraform made */
    public boolean drifted(String run) throws EnvironmentFailure, InterruptedException {
        return lifecycle.drifted(nameFor(run));
    }

    /**
     * Destroys what stands of a run's environment, whoever made it and however far that got. Tried a few times; the environment's own expiry
     * is the last resort.
     */
    public void destroy(String run, Consumer<String> progress) throws EnvironmentFailure, InterruptedException {
        Optional<Environment> environment = store.find(nameFor(run));
        if (environment.isPresent()) {
            lifecycle.destroy(environment.get(), progress);
        }
    }

    /** Makes one attempt at every environment that still stands and whose run does not live. */
    public void sweep(Predicate<String> runLives, Consumer<String> trouble) throws InterruptedException {
        for (Environment environment : store.standing()) {
            if (environment.standalone() || runLives.test(environment.run())) {
                continue;
            }
            try {
                lifecycle.destroy(environment, ignored -> {});
            } catch (EnvironmentFailure failure) {
                trouble.accept(environment.name() + " still stands: " + failure.sentence());
            }
        }
    }

    /** Destroys what carries the tag of a run that does not live, whether or not the database knows of it. */
    public void sweepByTag(Predicate<String> runLives, Consumer<String> trouble) throws InterruptedException {
        try {
            for (Tagged.Standing standing : tagged.list()) {
                if (isOrphan(standing, runLives)) {
                    trouble.accept(standing.name() + " stands and belongs to no run that lives: it is destroyed");
                    tagged.destroy(standing.name());
                }
            }
        } catch (EnvironmentFailure failure) {
            trouble.accept(failure.sentence());
        }
    }

    /** Environments that people made by hand, and those that stand by themselves, have other names. */
    private static boolean isOrphan(Tagged.Standing standing, Predicate<String> runLives) {
        return standing.run()
                .filter(run -> standing.name().equals(nameFor(run)))
                .filter(run -> !runLives.test(run))
                .isPresent();
    }

    private static String nameFor(String run) {
        return OF_RUN + run;
    }
}
