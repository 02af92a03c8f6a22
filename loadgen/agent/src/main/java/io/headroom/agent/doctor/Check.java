package io.headroom.agent.doctor;

/** What one look at the machine found. */
sealed interface Check {

    /** What was looked at, in a word or two. */
    String subject();

    /** All is well. */
    record Good(String subject, String found) implements Check {}

    /** Headroom works without it, but less well. */
    record Doubtful(String subject, String found, String remedy) implements Check {}

    /** Headroom does not work like this. */
    record Bad(String subject, String found, String remedy) implements Check {}
}
