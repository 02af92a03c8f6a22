package io.headroom.exploration;

/**
 * What one test says of a sample.
 *
 * @param reason a clause for people
 */
record Finding(Verdict verdict, String reason) {}
