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
        private final Fault fault;

        Refused(int status, Fault fault, String message) {
            super(message);
            this.status = status;
            this.fault = fault;
        }

        /** The HTTP status. */
        public int status() {
            return status;
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
