package io.headroom.platform.run;

import io.headroom.protocol.Fault;
import io.headroom.protocol.run.Verdict;
import java.util.Optional;

/** A stage could not be done, or has found the service wanting. What it had found by then is kept. */
public final class StageFailure extends Exception {

    private final Verdict verdict;
    private final Fault fault;
    private final transient Optional<Object> output;
    private final boolean ending;

    /** @param sentence names the cause and, where there is one, the remedy */
    public StageFailure(Verdict verdict, Fault fault, String sentence, Optional<Object> output) {
        this(verdict, fault, sentence, output, true);
    }

    private StageFailure(Verdict verdict, Fault fault, String sentence, Optional<Object> output, boolean ending) {
        super(sentence);
        this.verdict = verdict;
        this.fault = fault;
        this.output = output;
        this.ending = ending;
    }

    /** What the stages after it measure is worth as much as before: they are performed, and the run ends with this verdict all the same. */
    public static StageFailure toMeasureOn(Verdict verdict, Fault fault, String sentence, Optional<Object> output) {
        return new StageFailure(verdict, fault, sentence, output, false);
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

    /** Whether no stage after it is to be performed but those that put things back. */
    boolean isEnding() {
        return ending;
    }
}
