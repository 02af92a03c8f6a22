package io.headroom.platform.run;

import io.headroom.protocol.Fault;
import io.headroom.protocol.run.Verdict;
import java.util.Optional;

/**
 * How a run ends.
 *
 * @param fault whose fault it is; empty for a run that passed
 */
public record Conclusion(Verdict verdict, String reason, Optional<Fault> fault) {

    static Conclusion passed(String reason) {
        return new Conclusion(Verdict.PASS, reason, Optional.empty());
    }

    static Conclusion of(StageFailure failure) {
        return new Conclusion(failure.verdict(), failure.sentence(), Optional.of(failure.fault()));
    }

    static Conclusion failed(Fault fault, String reason) {
        return new Conclusion(Verdict.FAILED, reason, Optional.of(fault));
    }
}
