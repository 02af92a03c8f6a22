package io.headroom.engine.tls;

import java.net.Socket;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** Java's own check of a server's certificate and of the name in it, whose refusals say what to do. */
final class ServerTrust extends X509ExtendedTrustManager {
    private static final int DNS_NAME = 2;
    private static final int ADDRESS = 7;

    private final X509ExtendedTrustManager check;

    ServerTrust(X509ExtendedTrustManager check) {
        this.check = check;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        try {
            check.checkServerTrusted(chain, authType, engine);
        } catch (CertificateException e) {
            throw explained(chain[0], Arrays.asList(chain).getLast(), engine.getPeerHost(), e);
        }
    }

    private static RefusedCertificateException explained(
            X509Certificate certificate, X509Certificate last, @Nullable String host, CertificateException refusal) {
        if (hasCause(refusal, BasicReason.EXPIRED, CertificateExpiredException.class)) {
            return new RefusedCertificateException(
                    "tls-expired", "a certificate of " + host + " expired: " + dates(certificate), refusal);
        }
        if (hasCause(refusal, BasicReason.NOT_YET_VALID, CertificateNotYetValidException.class)) {
            return new RefusedCertificateException(
                    "tls-expired", "a certificate of " + host + " is not valid yet: " + dates(certificate), refusal);
        }
        if (refusal.getCause() == null && String.valueOf(refusal.getMessage()).startsWith("No ")) {
            return new RefusedCertificateException(
                    "tls-hostname", "the certificate is not for " + host + " but for " + names(certificate), refusal);
        }
        return new RefusedCertificateException(
                "tls-untrusted",
                "the certificate of " + host + " was issued by \"" + last.getIssuerX500Principal()
                        + "\", which is not trusted here: pass that authority's certificate with --ca FILE",
                refusal);
    }

    private static boolean hasCause(
            Throwable refusal, BasicReason reason, Class<? extends CertificateException> cause) {
        for (Throwable next = refusal; next != null; next = next.getCause()) {
            boolean named = next instanceof CertPathValidatorException path && path.getReason() == reason;
            if (named || cause.isInstance(next)) {
                return true;
            }
        }
        return false;
    }

    private static String dates(X509Certificate certificate) {
        return "the server's is valid from " + certificate.getNotBefore().toInstant() + " to "
                + certificate.getNotAfter().toInstant();
    }

    private static String names(X509Certificate certificate) {
        String names = alternativeNames(certificate).stream()
                .filter(name ->
                        name.getFirst().equals(DNS_NAME) || name.getFirst().equals(ADDRESS))
                .map(name -> Objects.toString(name.get(1)))
                .collect(Collectors.joining(", "));
        return names.isEmpty() ? certificate.getSubjectX500Principal().toString() : names;
    }

    private static Collection<List<?>> alternativeNames(X509Certificate certificate) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return names == null ? List.of() : names;
        } catch (CertificateException e) {
            return List.of(); // names that cannot be read are none
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        check.checkServerTrusted(chain, authType, socket);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        check.checkServerTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        check.checkClientTrusted(chain, authType, engine);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        check.checkClientTrusted(chain, authType, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        check.checkClientTrusted(chain, authType);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return check.getAcceptedIssuers();
    }
}
