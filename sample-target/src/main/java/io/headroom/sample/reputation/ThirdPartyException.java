package io.headroom.sample.reputation;

/** The third party gave no score. */
final class ThirdPartyException extends RuntimeException {

    ThirdPartyException(String message, Throwable cause) {
        super(message, cause, false, false);
    }
}
