package io.headroom.platform.run;

import io.headroom.protocol.Fault;
import io.headroom.protocol.run.Verdict;
import java.util.Optional;

/** A stage could not be done. What it had found by then is kept. */
public final class StageFailure extends Exception {

    private final Verdict verdict;
    private final Fault fault;
    private final transient Optional<Object> output;

    /** @param sentence names the cause and, where there is one, the remedy */
    public StageFailure(Verdict verdict, Fault fault, String sentence, Optional<Object> output) {
        super(sentence);
        this.verdict = verdict;
        this.fault = fault;
        this.output = output;
    }

    /** The target, its environment or the platform failed. */
    public static StageFailure failed(Fault fault, String sentence) {
        return new StageFailure(Verdict.FAILED, fault, sentence, Optional.empty());
    }

    public String sentence() {
        return String.valueOf(getMessage());
    }

    public Verdict verdict() {
        return verdict;
    }

    public Fault fault() {
        return fault;
    }

    public Optional<Object> output() {
        return output;
    }
}
