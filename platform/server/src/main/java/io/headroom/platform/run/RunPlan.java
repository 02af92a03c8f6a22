package io.headroom.platform.run;

import io.headroom.protocol.run.RunRequest;
import java.util.List;

/** Decides which stages a run has. The last one's output is the run's result. */
public interface RunPlan {

    /**
     * @throws InvalidRequest if the request cannot become a run
     * @throws Unable if this machine lacks what every run needs
     */
    void check(RunRequest request);

    List<Stage> stages(RunRequest request);

    /** The request's fault, in one sentence that names the field, the value and the remedy. */
    final class InvalidRequest extends RuntimeException {
        private final String field;

        public InvalidRequest(String field, String sentence) {
            super(sentence);
            this.field = field;
        }

        public String field() {
            return field;
        }
    }

    /** This machine lacks something; one sentence that says what to install or free. */
    final class Unable extends RuntimeException {
        public Unable(String sentence) {
            super(sentence);
        }
    }
}
