package io.headroom.platform.run;

import io.headroom.protocol.run.RunEvent;
import io.headroom.protocol.run.RunView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A journal in memory that can be lost, and that remembers the order in which stages were written. */
final class MemoryJournal implements RunJournal {

    final List<String> written = new ArrayList<>();
    private final Map<String, RunView> runs = new HashMap<>();
    private final Map<String, String> outputs = new HashMap<>();
    private final Map<String, String> results = new HashMap<>();
    private final Map<String, List<RunEvent>> events = new HashMap<>();
    private RuntimeException refusal;

    void lose() {
        refuse(new JournalLost("lost", new IllegalStateException()));
    }

    void refuse(RuntimeException reason) {
        refusal = reason;
    }

    /** Waits until a stage was written in a state, both in one word each. */
    synchronized void awaitWritten(String stageAndState) throws InterruptedException {
        while (!written.contains(stageAndState)) {
            wait(10_000);
        }
    }

    private void requireThere() {
        if (refusal != null) {
            throw refusal;
        }
    }

    @Override
    public synchronized void create(RunView run) {
        runs.put(run.id(), run);
    }

    @Override
    public synchronized Optional<RunView> find(String run) {
        return Optional.ofNullable(runs.get(run));
    }

    @Override
    public synchronized List<RunView> newest(int limit) {
        return List.copyOf(runs.values());
    }

    @Override
    public synchronized List<RunView> unfinished() {
        return runs.values().stream()
                .filter(run -> run.state() == RunView.State.RUNNING)
                .toList();
    }

    @Override
    public synchronized void stage(RunView run, int ordinal) {
        requireThere();
        runs.put(run.id(), run);
        written.add(run.stages().get(ordinal).name() + " "
                + run.stages().get(ordinal).state());
        notifyAll();
    }

    @Override
    public synchronized void output(String run, int ordinal, String json) {
        requireThere();
        outputs.put(run + ordinal, json);
    }

    @Override
    public synchronized Optional<String> output(String run, int ordinal) {
        return Optional.ofNullable(outputs.get(run + ordinal));
    }

    @Override
    public synchronized void finish(RunView run, Optional<String> resultJson) {
        requireThere();
        runs.put(run.id(), run);
        resultJson.ifPresent(json -> results.put(run.id(), json));
    }

    @Override
    public synchronized Optional<String> result(String run) {
        return Optional.ofNullable(results.get(run));
    }

    @Override
    public synchronized void append(String run, List<RunEvent> added) {
        events.computeIfAbsent(run, first -> new ArrayList<>()).addAll(added);
    }

    @Override
    public synchronized List<RunEvent> events(String run, long sequence) {
        return events.getOrDefault(run, List.of()).stream()
                .filter(event -> event.sequence() > sequence)
                .toList();
    }
}
