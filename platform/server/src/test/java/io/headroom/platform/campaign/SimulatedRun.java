package io.headroom.platform.campaign;

import io.headroom.platform.run.Conclusion;
import io.headroom.platform.run.RunContext;
import io.headroom.platform.run.Stage;
import io.headroom.platform.run.StageFailure;
import io.headroom.protocol.run.RunEvent;
import io.headroom.protocol.run.RunEvent.Severity;
import io.headroom.protocol.run.RunRequest;
import io.headroom.protocol.run.Verdict;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A run that lives in memory and performs the stages that it is given. */
final class SimulatedRun implements RunContext {

    private final RunRequest request;
    private final Map<String, Object> outputs = new HashMap<>();
    private String stage = "";
    private String found = "";

    SimulatedRun(RunRequest request) {
        this.request = request;
    }

    /** What it says when it is done; what it has left can be read afterwards. */
    String perform(Stage next) throws StageFailure, InterruptedException {
        stage = next.name();
        try {
            Stage.Outcome outcome = next.perform(this);
            outcome.output().ifPresent(this::keep);
            return outcome.message();
        } catch (StageFailure failure) {
            failure.output().ifPresent(this::keep);
            throw failure;
        }
    }

    void keep(StageName name, Object output) {
        outputs.put(name.text(), output);
    }

    StageOutput output(StageName name) {
        return output(name.text(), StageOutput.class).orElseThrow();
    }

    @Override
    public String run() {
        return "run-1";
    }

    @Override
    public RunRequest request() {
        return request;
    }

    @Override
    public Instant created() {
        return Instant.EPOCH;
    }

    @Override
    public boolean has(String name) {
        return outputs.containsKey(name);
    }

    @Override
    public <T> Optional<T> output(String name, Class<T> type) {
        return Optional.ofNullable(outputs.get(name)).map(type::cast);
    }

    @Override
    public void keep(Object output) {
        outputs.put(stage, output);
    }

    @Override
    public void publish(EventOf event) {
        event.at(1, Instant.EPOCH);
    }

    @Override
    public void doing(String text) {}

    @Override
    public void note(Severity severity, String text) {}

    @Override
    public List<RunEvent.Note> notes() {
        return List.of();
    }

    @Override
    public Conclusion conclusion() {
        return new Conclusion(Verdict.PASS, found, Optional.empty());
    }

    @Override
    public void found(String sentence) {
        found = sentence;
    }
}
