package io.headroom.engine;

import io.headroom.engine.tls.CertificateFileException;
import io.headroom.engine.tls.TlsFailure;
import io.netty.channel.ConnectTimeoutException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.Locale;

/**
 * Why there is no connection.
 *
 * @param kind of the error that it is to whoever waited for it
 * @param reason in a few words, without the address
 */
record OpeningFailure(String kind, String reason) {
    static final OpeningFailure NO_HTTP_2 = new OpeningFailure("h2-not-offered", "it does not offer HTTP/2");

    static OpeningFailure of(Throwable failure) {
        TlsFailure tls = TlsFailure.of(failure);
        if (tls != null) {
            return new OpeningFailure(tls.kind(), tls.sentence());
        }
        String message = String.valueOf(failure.getMessage());
        return switch (failure) {
            case UnknownHostException _ -> new OpeningFailure("dns-failed", "the host name is not known");
            case CertificateFileException _ -> new OpeningFailure("tls-failed", message);
            case ConnectTimeoutException _ -> new OpeningFailure("timeout", "nobody answered within the timeout");
            case ConnectException _
            when isRefused(message) -> new OpeningFailure("connect-refused", "connection refused");
            default -> new OpeningFailure(isShortOfFiles(message) ? "open-files" : "connect-failed", message);
        };
    }

    /** The connection was there, and then it did not come to speaking TLS. */
    static OpeningFailure ofHandshake(Throwable failure) {
        TlsFailure tls = TlsFailure.of(failure);
        if (tls == null) {
            return new OpeningFailure("tls-failed", "the connection was closed in the middle of the TLS handshake");
        }
        return tls.sentence().contains("no_application_protocol") ? NO_HTTP_2 : of(failure);
    }

    /** Whether another address of the same host may be better. */
    boolean isOfTheAddress() {
        return switch (kind) {
            case "connect-refused", "connect-failed", "timeout" -> true;
            default -> false;
        };
    }

    /** Whose fault it is that a target cannot be reached. */
    Fault fault() {
        return switch (kind) {
            case "tls-untrusted", "tls-hostname", "h2-not-offered", "h2-failed" -> Fault.USER;
            case "tls-expired", "tls-failed" -> Fault.TARGET;
            case "open-files" -> Fault.RESOURCES;
            default -> Fault.PLATFORM;
        };
    }

    private static boolean isRefused(String message) {
        return message.toLowerCase(Locale.ROOT).contains("refused");
    }

    private static boolean isShortOfFiles(String message) {
        return message.contains("Too many open files");
    }
}
