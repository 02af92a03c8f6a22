package io.headroom.engine.tls;

import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * How TLS failed.
 *
 * @param kind {@code tls-untrusted}, {@code tls-hostname}, {@code tls-expired}, {@code tls-failed} or {@code timeout}
 * @param sentence for people, without a name before it and without a full stop
 */
public record TlsFailure(String kind, String sentence) {

    /** What that exception says of TLS; null if it is about something else. */
    public static @Nullable TlsFailure of(Throwable failure) {
        SSLException tls = null;
        for (Throwable next = failure; next != null; next = next.getCause()) {
            switch (next) {
                case RefusedCertificateException refused -> {
                    return new TlsFailure(refused.kind(), String.valueOf(refused.getMessage()));
                }
                case NotSslRecordException _ -> {
                    return new TlsFailure("tls-failed", "what answers there does not speak TLS");
                }
                case SslHandshakeTimeoutException _ -> {
                    return new TlsFailure("timeout", "the TLS handshake did not end within the timeout");
                }
                case SSLException seen -> tls = tls == null ? seen : tls;
                default -> {}
            }
        }
        return tls == null ? null : new TlsFailure("tls-failed", "TLS failed: " + tls.getMessage());
    }
}
