package io.headroom.agent.platform;

import io.headroom.protocol.Fault;

/** Why the platform did not do what it was asked to. Messages are whole sentences for people. */
public abstract sealed class PlatformProblem extends Exception {

    private final String sentence;

    private PlatformProblem(String sentence) {
        super(sentence);
        this.sentence = sentence;
    }

    /** What happened, for people. */
    public String sentence() {
        return sentence;
    }

    /** What is known of a platform whose process has ended. */
    public static Unreachable ended() {
        return new Unreachable("The platform's process has ended.");
    }

    /** It answered, and refused. */
    public static final class Refused extends PlatformProblem {

        private final int status;
        private final String code;
        private final Fault fault;

        Refused(int status, String code, Fault fault, String message) {
            super(message);
            this.status = status;
            this.code = code;
            this.fault = fault;
        }

        /** The HTTP status. */
        public int status() {
            return status;
        }

        /** Whether another run is under way, so that the same request may be accepted later. */
        public boolean busy() {
            return status == 409 && code.equals("busy");
        }

        public Fault fault() {
            return fault;
        }
    }

    /** It did not answer. */
    public static final class Unreachable extends PlatformProblem {

        Unreachable(String message) {
            super(message);
        }
    }
}
