package io.headroom.platform.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.headroom.protocol.run.RunEvent;
import io.headroom.protocol.run.RunRequest;
import io.headroom.protocol.run.RunView;
import io.headroom.protocol.run.RunView.Stage;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.panache.common.Page;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.PersistenceException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Runs in PostgreSQL. Waits for a database that restarts; gives up when it stays away. */
@ApplicationScoped
class DatabaseRunJournal implements RunJournal {

    /** An embedded database that died is back within a few seconds; one that is not back by then will not come. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final Duration PAUSE = Duration.ofMillis(250);

    private final ObjectMapper json;

    DatabaseRunJournal(ObjectMapper json) {
        this.json = json;
    }

    @Override
    public void create(RunView run) {
        commit(() -> {
            if (RunRow.findByIdOptional(run.id()).isPresent()) {
                return true; // written before, but the database died before it could say so
            }
            RunRow row = new RunRow();
            row.id = run.id();
            row.request = write(run.request());
            row.state = run.state();
            row.created = run.created();
            row.persist();
            for (int ordinal = 0; ordinal < run.stages().size(); ordinal++) {
                StageRow stage = new StageRow();
                stage.run = run.id();
                stage.ordinal = ordinal;
                copy(run.stages().get(ordinal), stage);
                stage.persist();
            }
            return true;
        });
    }

    @Override
    public Optional<RunView> find(String run) {
        return commit(() -> RunRow.<RunRow>findByIdOptional(run).map(this::view));
    }

    @Override
    public List<RunView> newest(int limit) {
        return commit(() -> RunRow.<RunRow>findAll(Sort.descending("created")).page(Page.ofSize(limit)).list().stream()
                .map(this::view)
                .toList());
    }

    @Override
    public List<RunView> unfinished() {
        return commit(() -> RunRow.<RunRow>find("state", Sort.by("created"), RunView.State.RUNNING).list().stream()
                .map(this::view)
                .toList());
    }

    @Override
    public void stage(RunView run, int ordinal) {
        commit(() -> {
            StageRow row = StageRow.findById(new StageRow.Key(run.id(), ordinal));
            copy(run.stages().get(ordinal), row);
            return true;
        });
    }

    @Override
    public void output(String run, int ordinal, String output) {
        commit(() -> {
            StageRow row = StageRow.findById(new StageRow.Key(run, ordinal));
            row.output = output;
            return true;
        });
    }

    @Override
    public Optional<String> output(String run, int ordinal) {
        return commit(() -> StageRow.<StageRow>findByIdOptional(new StageRow.Key(run, ordinal))
                .map(row -> row.output));
    }

    @Override
    public void finish(RunView run, Optional<String> resultJson) {
        commit(() -> {
            RunRow row = RunRow.findById(run.id());
            row.state = run.state();
            row.finished = run.finished();
            row.verdict = run.verdict();
            row.reason = run.reason();
            row.fault = run.fault();
            row.result = resultJson.orElse(null);
            return true;
        });
    }

    @Override
    public Optional<String> result(String run) {
        return commit(() -> RunRow.<RunRow>findByIdOptional(run).map(row -> row.result));
    }

    @Override
    public void append(String run, List<RunEvent> events) {
        commit(() -> {
            for (RunEvent event : events) {
                if (EventRow.findByIdOptional(new EventRow.Key(run, event.sequence()))
                        .isPresent()) {
                    continue; // likewise
                }
                EventRow row = new EventRow();
                row.run = run;
                row.sequence = event.sequence();
                row.body = write(event);
                row.persist();
            }
            return true;
        });
    }

    @Override
    public List<RunEvent> events(String run, long sequence) {
        return commit(() ->
                EventRow.<EventRow>find("run = ?1 and sequence > ?2", Sort.by("sequence"), run, sequence)
                        .list()
                        .stream()
                        .map(row -> read(row.body, RunEvent.class))
                        .toList());
    }

    private RunView view(RunRow row) {
        List<Stage> stages = StageRow.<StageRow>find("run", Sort.by("ordinal"), row.id).list().stream()
                .map(stage -> new Stage(stage.name, stage.state, stage.started, stage.finished, stage.message))
                .toList();
        RunRequest request = read(row.request, RunRequest.class);
        return new RunView(
                row.id, request, row.created, row.finished, row.state, row.verdict, row.reason, row.fault, stages);
    }

    private static void copy(Stage stage, StageRow row) {
        row.name = stage.name();
        row.state = stage.state();
        row.started = stage.started();
        row.finished = stage.finished();
        row.message = stage.message();
    }

    private static <T> T commit(Supplier<T> work) {
        long deadlineNanos = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                return QuarkusTransaction.requiringNew().call(work::get);
            } catch (RuntimeException failure) {
                if (!isConnectionTrouble(failure)) {
                    throw failure;
                }
                if (System.nanoTime() > deadlineNanos) {
                    throw new JournalLost("PostgreSQL has not answered for " + PATIENCE.toSeconds() + " s", failure);
                }
                pause(failure);
            }
        }
    }

    /** A run that is stopped while its database is away must not wait for it: it has to put things back. */
    private static void pause(RuntimeException failure) {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new JournalLost("PostgreSQL does not answer, and the platform is stopping", failure);
        }
    }

    private static boolean isConnectionTrouble(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof java.sql.SQLException sql) {
                String state = String.valueOf(sql.getSQLState());
                // 08: connection exceptions; 57P: the server is shutting down, crashed or starting; 53300 and null: no
                // connection to be had.
                if (state.startsWith("08") || state.startsWith("57P") || state.equals("null")) {
                    return true;
                }
            }
            if (cause instanceof java.net.ConnectException || cause instanceof java.io.EOFException) {
                return true;
            }
        }
        return failure instanceof PersistenceException persistence
                && String.valueOf(persistence.getMessage()).contains("JDBC connection");
    }

    private String write(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a record of the protocol cannot be written as JSON", impossible);
        }
    }

    private <T> T read(String text, Class<T> type) {
        try {
            return json.readValue(text, type);
        } catch (JsonProcessingException corrupt) {
            throw new IllegalStateException(
                    "the database holds something that is not a " + type.getSimpleName(), corrupt);
        }
    }
}
