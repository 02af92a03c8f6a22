package io.headroom.protection.adapter.aws;

/** An error that a service answers with, by the name that its model gives it. */
final class Refusal extends Exception {
    final int status;
    final String code;

    Refusal(int status, String code, String message) {
        super(message);
        this.status = status;
        this.code = code;
    }
}
