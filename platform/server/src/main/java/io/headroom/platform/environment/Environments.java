package io.headroom.platform.environment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headroom.platform.home.Installation;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The door to environments: they are created, found again, and destroyed until nothing is left. */
@ApplicationScoped
public class Environments {

    private static final Duration APPLY_LIMIT = Duration.ofMinutes(5);
    private static final Duration DESTROY_LIMIT = Duration.ofMinutes(3);
    private static final Duration QUERY_LIMIT = Duration.ofSeconds(60);
    private static final int DESTROY_ATTEMPTS = 3;
    private static final int LISTED_MAX = 200;

    private final Installation installation;
    private final EnvironmentStore store;
    private final ObjectMapper json;
    private final Clock clock;

    Environments(Installation installation, EnvironmentStore store, ObjectMapper json, Clock clock) {
        this.installation = installation;
        this.store = store;
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
     * @param module folder of a module that satisfies {@code terraform/contract}
     * @param variables the contract's inputs by name, without {@code name}, {@code run_id} and {@code expires_at}
     * @param lifetime after which the environment destroys itself
     * @param progress called with each thing that stands
     */
    public Environment create(
            String run, Path module, Map<String, Object> variables, Duration lifetime, Consumer<String> progress)
            throws EnvironmentFailure, InterruptedException {
        String name = nameFor(run);
        Instant now = clock.instant();
        Instant expires = now.plus(lifetime);
        store.create(new Environment(
                name, run, module.toString(), Environment.State.CREATING, Optional.empty(), now, expires));
        Map<String, Object> inputs = new java.util.LinkedHashMap<>(variables);
        inputs.put("name", name);
        inputs.put("run_id", run);
        inputs.put("expires_at", expires.toString());
        Workspace.lay(workspace(name), module, inputs, json);
        Terraform terraform = terraform(name);
        terraform.apply(progress, APPLY_LIMIT);
        EnvironmentOutputs outputs = read(terraform.outputs(QUERY_LIMIT));
        return store.ready(name, outputs);
    }

    /** @return newest first */
    public List<Environment> newest() {
        return store.newest(LISTED_MAX);
    }

    public Optional<Environment> ofRun(String run) {
        return store.find(nameFor(run));
    }

    /**
     * Destroys what stands of a run's environment, whoever made it and however far that got. Tried a few times; the environment's own expiry
     * is the last resort.
     */
    public void destroy(String run, Consumer<String> progress) throws EnvironmentFailure, InterruptedException {
        String name = nameFor(run);
        if (Files.notExists(workspace(name).resolve("main.tf.json"))) {
            store.destroyed(name, clock.instant());
            return;
        }
        store.destroying(name);
        Terraform terraform = terraform(name);
        terraform.settlePredecessor();
        for (int attempt = 1; ; attempt++) {
            try {
                terraform.destroy(progress, DESTROY_LIMIT);
                List<String> remaining = terraform.remaining(QUERY_LIMIT);
                if (remaining.isEmpty()) {
                    store.destroyed(name, clock.instant());
                    return;
                }
                throw new EnvironmentFailure("terraform destroy left " + String.join(", ", remaining));
            } catch (EnvironmentFailure failure) {
                if (attempt == DESTROY_ATTEMPTS) {
                    throw failure;
                }
                progress.accept("destroying again: " + failure.sentence());
            }
        }
    }

    /** Makes one attempt at every environment that still stands and whose run does not live. */
    public void sweep(Predicate<String> runLives, Consumer<String> trouble) throws InterruptedException {
        for (Environment environment : store.standing()) {
            if (runLives.test(environment.run())) {
                continue;
            }
            try {
                destroy(environment.run(), ignored -> {});
            } catch (EnvironmentFailure failure) {
                trouble.accept(environment.name() + " still stands: " + failure.sentence());
            }
        }
    }

    private EnvironmentOutputs read(JsonNode outputs) throws EnvironmentFailure {
        ObjectNode values = json.createObjectNode();
        outputs.properties()
                .forEach(output -> values.set(output.getKey(), output.getValue().path("value")));
        try {
            EnvironmentOutputs read = json.treeToValue(values, EnvironmentOutputs.class);
            requireTarget(read);
            return read;
        } catch (JsonProcessingException mismatch) {
            throw new EnvironmentFailure(
                    "the module's outputs do not satisfy terraform/contract: " + mismatch.getOriginalMessage());
        }
    }

    private static void requireTarget(EnvironmentOutputs outputs) throws EnvironmentFailure {
        if (outputs.targetUrl() == null || outputs.protections() == null || outputs.verification() == null) {
            throw new EnvironmentFailure(
                    "the module's outputs do not satisfy terraform/contract: target_url, protections and verification are required");
        }
    }

    private Terraform terraform(String name) {
        Map<String, String> variables = Map.of(
                "HEADROOM_HOME", installation.data().toString(),
                "HEADROOM_ROOT", installation.root().toString());
        return new Terraform(workspace(name), variables, json);
    }

    private Path workspace(String name) {
        return installation.data().resolve("environments").resolve(name);
    }

    private static String nameFor(String run) {
        return "run-" + run;
    }
}
