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
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jboss.logging.Logger;

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
            row.standalone = environment.standalone();
            row.state = environment.state();
            row.created = environment.created();
            row.expires = environment.expires();
            row.persist();
        });
        known.put(environment.name(), environment);
    }

    /** Committed before Terraform makes anything: from now on something may stand. */
    void creating(String name) {
        change(name, before -> before.in(Environment.State.CREATING), row -> row.state = Environment.State.CREATING);
    }

    Environment ready(String name, EnvironmentOutputs outputs) {
        return change(name, before -> before.with(outputs), row -> {
            row.state = Environment.State.READY;
            row.outputs = write(outputs);
        });
    }

    private Environment change(String name, UnaryOperator<Environment> change, Consumer<EnvironmentRow> rowChange) {
        Environment changed = find(name)
                .map(change)
                .orElseThrow(() -> new IllegalStateException("environment " + name + " was never created"));
        QuarkusTransaction.requiringNew()
                .run(() -> rowChange.accept(EnvironmentRow.findById(name, LockModeType.PESSIMISTIC_WRITE)));
        known.put(name, changed);
        return changed;
    }

    void destroying(String name) {
        settle(
                name,
                before -> before.in(Environment.State.DESTROYING),
                row -> row.state = Environment.State.DESTROYING);
    }

    void destroyed(String name, Instant now) {
        settle(name, before -> before.in(Environment.State.DESTROYED), row -> {
            row.state = Environment.State.DESTROYED;
            row.destroyed = now;
        });
    }

    void troubled(String name, String sentence) {
        settle(name, before -> before.because(sentence), row -> row.trouble = sentence);
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

    private void settle(String name, UnaryOperator<Environment> change, Consumer<EnvironmentRow> rowChange) {
        known.computeIfPresent(name, (key, before) -> change.apply(before));
        try {
            QuarkusTransaction.requiringNew()
                    .run(() -> EnvironmentRow.<EnvironmentRow>findByIdOptional(name)
                            .ifPresent(rowChange));
        } catch (RuntimeException lost) {
            LOG.errorf("environment %s changed, but its row does not say so: %s", name, lost.getMessage());
        }
    }

    private Environment environment(EnvironmentRow row) {
        return new Environment(
                row.name,
                row.run,
                row.module,
                row.standalone,
                row.state,
                Optional.ofNullable(row.outputs).map(this::read),
                row.created,
                row.expires,
                Optional.ofNullable(row.trouble));
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
