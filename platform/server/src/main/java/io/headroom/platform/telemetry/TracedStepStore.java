package io.headroom.platform.telemetry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.narayana.jta.QuarkusTransactionException;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.PersistenceException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Traced load steps in PostgreSQL. */
@ApplicationScoped
class TracedStepStore {

    private final ObjectMapper json;

    TracedStepStore(ObjectMapper json) {
        this.json = json;
    }

    /**
     * Adds a step, or replaces what was kept of it.
     *
     * @return why the database did not take it; empty if it did
     */
    Optional<String> keep(String run, StepView step, List<TraceView> traces) {
        String figures = write(step);
        String whole = write(traces);
        try {
            QuarkusTransaction.requiringNew().run(() -> {
                TracedStepRow known = TracedStepRow.findById(new TracedStepRow.Key(run, step.step()));
                TracedStepRow row = known == null ? new TracedStepRow() : known;
                row.run = run;
                row.step = step.step();
                row.figures = figures;
                row.traces = whole;
                row.persist();
            });
            return Optional.empty();
        } catch (PersistenceException | QuarkusTransactionException failure) {
            return Optional.of(String.valueOf(failure.getMessage()));
        }
    }

    List<StepView> steps(String run) {
        return QuarkusTransaction.requiringNew()
                .call(() -> TracedStepRow.<TracedStepRow>find("run", Sort.by("step"), run).list().stream()
                        .map(row -> read(row.figures, new TypeReference<StepView>() {}))
                        .toList());
    }

    Optional<List<TraceView>> traces(String run, int step) {
        return QuarkusTransaction.requiringNew()
                .call(() -> TracedStepRow.<TracedStepRow>findByIdOptional(new TracedStepRow.Key(run, step))
                        .map(row -> read(row.traces, new TypeReference<List<TraceView>>() {})));
    }

    /** Of all steps. */
    List<TraceSummary> traces(String run) {
        return QuarkusTransaction.requiringNew()
                .call(() -> TracedStepRow.<TracedStepRow>find("run", Sort.by("step"), run).list().stream()
                        .flatMap(row -> TraceSummary.of(row.step, read(row.traces, new TypeReference<>() {})).stream())
                        .toList());
    }

    /** @return how many load steps there were of runs that were made before this time */
    int removeOfRunsBefore(Instant time) {
        return QuarkusTransaction.requiringNew()
                .call(() -> TracedStepRow.getEntityManager()
                        .createNativeQuery(
                                "delete from traced_step where run in (select id from run where created < ?1)")
                        .setParameter(1, time)
                        .executeUpdate());
    }

    private String write(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException failure) {
            throw new IllegalStateException("figures cannot be written as JSON: " + failure.getMessage(), failure);
        }
    }

    private <T> T read(String text, TypeReference<T> type) {
        try {
            return json.readValue(text, type);
        } catch (JsonProcessingException failure) {
            throw new IllegalStateException("figures cannot be read: " + failure.getMessage(), failure);
        }
    }
}
