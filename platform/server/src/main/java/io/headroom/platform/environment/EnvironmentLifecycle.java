package io.headroom.platform.environment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headroom.equivalence.MalformedProfileException;
import io.headroom.equivalence.Profile;
import io.headroom.platform.home.Installation;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** One environment's way from a plan to nothing left, by Terraform. Each step may find that a platform died in any step before it. */
@ApplicationScoped
class EnvironmentLifecycle {

    private static final Duration PLAN_LIMIT = Duration.ofMinutes(3);
    private static final Duration APPLY_LIMIT = Duration.ofMinutes(30);
    private static final Duration DESTROY_LIMIT = Duration.ofMinutes(30);
    private static final Duration QUERY_LIMIT = Duration.ofSeconds(60);
    private static final int DESTROY_ATTEMPTS = 3;
    private static final String SEALED_PLAN = "plan.sealed";
    private static final String OTLP_ENDPOINT = "otlp_endpoint";

    private final Installation installation;
    private final EnvironmentStore store;
    private final StateBackend backend;
    private final Sealing sealing;
    private final Tagged tagged;
    private final PlanPolicy policy;
    private final ObjectMapper json;
    private final Clock clock;

    EnvironmentLifecycle(
            Installation installation,
            EnvironmentStore store,
            StateBackend backend,
            Sealing sealing,
            Tagged tagged,
            PlanPolicy.Settings policy,
            ObjectMapper json,
            Clock clock) {
        this.installation = installation;
        this.store = store;
        this.backend = backend;
        this.sealing = sealing;
        this.tagged = tagged;
        this.policy = new PlanPolicy(policy);
        this.json = json;
        this.clock = clock;
    }

    /**
     * Plans a new environment. Its row is committed before; the plan lies sealed in its workspace, and is what will be applied. What a run measures
     * tells this platform of its requests, if its module has a way to say where.
     *
     * @param variables the contract's inputs by name, without {@code name}, {@code run_id} and {@code expires_at}
     * @throws EnvironmentFailure if the module does not fit the contract or its own checks, or the policy objects
     */
    Planned plan(Environment environment, Map<String, Object> variables)
            throws EnvironmentFailure, InterruptedException {
        ModuleContract contract = ModuleContract.of(Path.of(environment.module()), json);
        Map<String, Object> inputs = new LinkedHashMap<>(variables);
        if (!environment.standalone() && contract.variables().contains(OTLP_ENDPOINT)) {
            inputs.putIfAbsent(OTLP_ENDPOINT, installation.url());
        }
        inputs.put("name", environment.name());
        inputs.put("run_id", environment.run());
        inputs.put("expires_at", environment.expires().toString());
        Path workspace = workspace(environment.name());
        Workspace.lay(workspace, contract, inputs, json);
        Terraform terraform = terraform(environment.name());
        try {
            JsonNode plan = terraform.plan(PLAN_LIMIT);
            PlanReview review = PlanReview.of(plan, inputs);
            policy.check(review, environment.run(), Duration.between(environment.created(), environment.expires()));
            byte[] sealed = sealing.seal(environment.name(), Files.readAllBytes(terraform.planFile()));
            Files.write(workspace.resolve(SEALED_PLAN), sealed);
            return new Planned(review, profile(environment, plan));
        } catch (IOException failure) {
            throw new EnvironmentFailure("the plan cannot be kept in " + workspace + ": " + failure.getMessage());
        } finally {
            deletePlain(terraform.planFile());
        }
    }

    /** @param profile empty if nothing of it bears on capacity */
    record Planned(PlanReview review, Optional<Profile> profile) {}

    private Optional<Profile> profile(Environment environment, JsonNode plan) throws EnvironmentFailure {
        try {
            return Optional.of(ModuleParity.profile(environment.name(), plan, Path.of(environment.module()), json));
        } catch (MalformedProfileException nothing) {
            return Optional.empty();
        }
    }

    /**
     * Applies what was planned, that file and nothing else.
     *
     * @param progress called with each thing that stands
     */
    Environment apply(String name, Consumer<String> progress) throws EnvironmentFailure, InterruptedException {
        Terraform terraform = terraform(name);
        try {
            Path sealed = workspace(name).resolve(SEALED_PLAN);
            Files.write(terraform.planFile(), sealing.open(name, Files.readAllBytes(sealed)));
            store.creating(name);
            terraform.apply(progress, APPLY_LIMIT);
            Files.delete(sealed);
        } catch (IOException failure) {
            throw new EnvironmentFailure(
                    "the plan of " + name + " cannot be taken up (" + failure.getMessage() + "): plan it anew");
        } finally {
            deletePlain(terraform.planFile());
        }
        EnvironmentOutputs outputs = outputs(terraform.outputs(QUERY_LIMIT));
        DataStep.bringUp(outputs, Workspace.dataVolume(workspace(name), json), json, progress);
        return store.ready(name, outputs);
    }

    /**
     * Destroys what stands of an environment, whoever made it and however far that got: by its state, then by its tags, since a state may have lost
     * something. Tried a few times; who calls tries again later, and the environment's own expiry is the last resort.
     */
    void destroy(Environment environment, Consumer<String> progress) throws EnvironmentFailure, InterruptedException {
        String name = environment.name();
        if (environment.state() != Environment.State.PLANNED && !isHere(name)) {
            throw new EnvironmentFailure("environment " + name
                    + " was made by another platform, which alone can destroy it: start that one again on its data folder; else the environment ends by itself at "
                    + environment.expires());
        }
        if (Workspace.isLaid(workspace(name)) && environment.state() != Environment.State.PLANNED) {
            store.destroying(name);
            Terraform terraform = terraform(name);
            terraform.settlePredecessor();
            // None runs here any more, so whatever lease is left is a dead one's.
            backend.release(name);
            destroyByState(name, terraform, progress);
        }
        destroyByTag(environment, progress);
        discardPlan(name);
        store.destroyed(name, clock.instant());
    }

    /** Whether it was made from this data folder: what Terraform needs to destroy it lies there. */
    boolean isHere(String name) {
        return !installation.sharesDatabase() || Files.isDirectory(workspace(name));
    }

    private void destroyByState(String name, Terraform terraform, Consumer<String> progress)
            throws EnvironmentFailure, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                terraform.recoverState(QUERY_LIMIT);
                terraform.destroy(progress, DESTROY_LIMIT);
                List<String> remaining = terraform.remaining(QUERY_LIMIT);
                if (remaining.isEmpty()) {
                    return;
                }
                throw new EnvironmentFailure("terraform destroy left " + String.join(", ", remaining));
            } catch (EnvironmentFailure failure) {
                store.troubled(name, failure.sentence());
                if (attempt == DESTROY_ATTEMPTS) {
                    throw failure;
                }
                progress.accept("destroying again: " + failure.sentence());
            }
        }
    }

    private void destroyByTag(Environment environment, Consumer<String> progress)
            throws EnvironmentFailure, InterruptedException {
        for (Tagged.Standing standing : tagged.list()) {
            if (standing.name().equals(environment.name())) {
                progress.accept(standing.name() + " was in no state, and was found by its tag");
                tagged.destroy(standing.name());
            }
        }
    }

    /** @return whether it is no longer what Terraform made */
    boolean drifted(String name) throws EnvironmentFailure, InterruptedException {
        return terraform(name).drifted(QUERY_LIMIT);
    }

    /** @return its state as {@code terraform show -json} tells it, secrets included: not to be kept */
    JsonNode shown(String name) throws EnvironmentFailure, InterruptedException {
        return terraform(name).state(QUERY_LIMIT);
    }

    private EnvironmentOutputs outputs(JsonNode outputs) throws EnvironmentFailure {
        ObjectNode values = json.createObjectNode();
        outputs.properties()
                .forEach(output -> values.set(output.getKey(), output.getValue().path("value")));
        try {
            EnvironmentOutputs read = json.treeToValue(values, EnvironmentOutputs.class);
            read.check();
            return read;
        } catch (JsonProcessingException mismatch) {
            throw EnvironmentFailure.ofUser(
                    "the module's outputs do not satisfy terraform/contract: " + mismatch.getOriginalMessage());
        }
    }

    private Terraform terraform(String name) {
        Map<String, String> variables = new HashMap<>(backend.variables(name));
        variables.put("HEADROOM_HOME", installation.data().toString());
        variables.put("HEADROOM_ROOT", installation.root().toString());
        return new Terraform(workspace(name), variables, json);
    }

    private Path workspace(String name) {
        return installation.data().resolve("environments").resolve(name);
    }

    private void discardPlan(String name) throws EnvironmentFailure {
        deletePlain(workspace(name).resolve(SEALED_PLAN));
    }

    private static void deletePlain(Path file) throws EnvironmentFailure {
        try {
            Files.deleteIfExists(file);
        } catch (IOException failure) {
            throw new EnvironmentFailure(file + " cannot be deleted (" + failure.getMessage() + "): delete it by hand");
        }
    }
}
