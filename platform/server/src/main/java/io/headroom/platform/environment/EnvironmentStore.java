package io.headroom.platform.environment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.panache.common.Page;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Environments in PostgreSQL, and those of this process in memory too: a database that is lost in mid-run must not keep an environment from
 * being destroyed.
 */
@ApplicationScoped
class EnvironmentStore {

    private static final Logger LOG = Logger.getLogger(EnvironmentStore.class);

    private final ObjectMapper json;
    private final Map<String, Environment> known = new ConcurrentHashMap<>();

    EnvironmentStore(ObjectMapper json) {
        this.json = json;
    }

    /** Committed before anything of the environment exists; without it nothing may be created. */
    void create(Environment environment) {
        QuarkusTransaction.requiringNew().run(() -> {
            EnvironmentRow row = new EnvironmentRow();
            row.name = environment.name();
            row.run = environment.run();
            row.module = environment.module();
            row.state = environment.state();
            row.created = environment.created();
            row.expires = environment.expires();
            row.persist();
        });
        known.put(environment.name(), environment);
    }

    Environment ready(String name, EnvironmentOutputs outputs) {
        Environment ready = known.computeIfPresent(
                name,
                (key, created) -> new Environment(
                        name,
                        created.run(),
                        created.module(),
                        Environment.State.READY,
                        Optional.of(outputs),
                        created.created(),
                        created.expires()));
        if (ready == null) {
            throw new IllegalStateException("environment " + name + " was never created");
        }
        QuarkusTransaction.requiringNew().run(() -> {
            EnvironmentRow row = EnvironmentRow.findById(name, LockModeType.PESSIMISTIC_WRITE);
            row.state = Environment.State.READY;
            row.outputs = write(outputs);
        });
        return ready;
    }

    void destroying(String name) {
        settle(name, Environment.State.DESTROYING, null);
    }

    void destroyed(String name, Instant now) {
        settle(name, Environment.State.DESTROYED, now);
    }

    Optional<Environment> find(String name) {
        Environment inMemory = known.get(name);
        if (inMemory != null) {
            return Optional.of(inMemory);
        }
        return QuarkusTransaction.requiringNew()
                .call(() ->
                        EnvironmentRow.<EnvironmentRow>findByIdOptional(name).map(this::environment));
    }

    List<Environment> newest(int limit) {
        return QuarkusTransaction.requiringNew()
                .call(() ->
                        EnvironmentRow.<EnvironmentRow>findAll(Sort.descending("created"))
                                .page(Page.ofSize(limit))
                                .list()
                                .stream()
                                .map(this::environment)
                                .toList());
    }

    /** Those that are not known to be destroyed. */
    List<Environment> standing() {
        return QuarkusTransaction.requiringNew()
                .call(() ->
                        EnvironmentRow.<EnvironmentRow>find("state <> ?1", Environment.State.DESTROYED).list().stream()
                                .map(this::environment)
                                .toList());
    }

    private void settle(String name, Environment.State state, @Nullable Instant destroyed) {
        known.computeIfPresent(
                name,
                (key, before) -> new Environment(
                        name,
                        before.run(),
                        before.module(),
                        state,
                        before.outputs(),
                        before.created(),
                        before.expires()));
        try {
            QuarkusTransaction.requiringNew()
                    .run(() -> EnvironmentRow.<EnvironmentRow>findByIdOptional(name)
                            .ifPresent(row -> {
                                row.state = state;
                                row.destroyed = destroyed;
                            }));
        } catch (RuntimeException lost) {
            LOG.errorf("environment %s is %s, but its row does not say so: %s", name, state, lost.getMessage());
        }
    }

    private Environment environment(EnvironmentRow row) {
        return new Environment(
                row.name,
                row.run,
                row.module,
                row.state,
                Optional.ofNullable(row.outputs).map(this::read),
                row.created,
                row.expires);
    }

    private String write(EnvironmentOutputs outputs) {
        try {
            return json.writeValueAsString(outputs);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("an environment's outputs cannot be written as JSON", impossible);
        }
    }

    private EnvironmentOutputs read(String text) {
        try {
            return json.readValue(text, EnvironmentOutputs.class);
        } catch (JsonProcessingException corrupt) {
            throw new IllegalStateException(
                    "the database holds something that is not an environment's outputs", corrupt);
        }
    }
}
