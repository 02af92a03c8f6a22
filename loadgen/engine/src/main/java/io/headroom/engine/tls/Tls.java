package io.headroom.engine.tls;

import io.headroom.engine.http.Origin;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** Speaks TLS as one {@link Security} says. Shared by all connections of a session, which so resume each other's handshakes. */
public final class Tls {
    /** The names of the protocols that may be agreed on (ALPN, RFC 7301). */
    public static final String HTTP_2 = "h2";

    public static final String HTTP_1_1 = "http/1.1";

    private final SslContext context;
    private final List<String> protocols;
    private final boolean insecure;

    private Tls(SslContext context, List<String> protocols, boolean insecure) {
        this.context = context;
        this.protocols = protocols;
        this.insecure = insecure;
    }

    /**
     * Reads the files that are named; takes tens of milliseconds.
     *
     * @param protocols that are offered, the one that is liked best first
     */
    public static Tls of(Security security, List<String> protocols) throws CertificateFileException {
        try {
            SslContextBuilder builder = SslContextBuilder.forClient().sslProvider(SslProvider.JDK);
            if (security.insecure()) {
                builder.trustManager(InsecureTrustManagerFactory.INSTANCE);
            } else {
                builder.trustManager(new ServerTrust(javasCheck(security.authorities())));
            }
            Security.ClientCertificate own = security.clientCertificate();
            if (own != null) {
                show(builder, own);
            }
            return new Tls(builder.build(), protocols, security.insecure());
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("this Java cannot speak TLS: " + e.getMessage(), e);
        }
    }

    /** What encrypts a new connection to that origin; its handshake begins as soon as the connection is there. */
    public SslHandler handler(Origin origin, ByteBufAllocator buffers, Duration timeout) {
        String host = origin.bareHost();
        SSLEngine engine = context.newEngine(buffers, host, origin.port());
        SSLParameters parameters = engine.getSSLParameters();
        if (!insecure) {
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
        }
        if (origin.isNamed()) {
            parameters.setServerNames(List.of(new SNIHostName(host)));
        }
        parameters.setApplicationProtocols(protocols.toArray(String[]::new));
        engine.setSSLParameters(parameters);
        var handler = new SslHandler(engine);
        handler.setHandshakeTimeoutMillis(timeout.toMillis());
        return handler;
    }

    private static void show(SslContextBuilder builder, Security.ClientCertificate own)
            throws CertificateFileException {
        X509Certificate[] chain = PemFile.read(own.chain()).certificates().toArray(X509Certificate[]::new);
        PrivateKey key = PemFile.read(own.key()).privateKey();
        if (!belongTogether(chain[0], key)) {
            throw new CertificateFileException(own.key(), "is not the key of the first certificate in " + own.chain());
        }
        builder.keyManager(key, chain);
    }

    private static boolean belongTogether(X509Certificate certificate, PrivateKey key) {
        try {
            Signature signature = Signature.getInstance(
                    switch (key.getAlgorithm()) {
                        case "RSA" -> "SHA256withRSA";
                        case "EC" -> "SHA256withECDSA";
                        default -> key.getAlgorithm();
                    });
            signature.initSign(key);
            byte[] signed = signature.sign();
            signature.initVerify(certificate);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false; // keys of different kinds
        }
    }

    private static X509ExtendedTrustManager javasCheck(List<Path> authorities)
            throws GeneralSecurityException, IOException, CertificateFileException {
        X509ExtendedTrustManager standard = checkOf(null);
        if (authorities.isEmpty()) {
            return standard;
        }
        List<X509Certificate> trusted = new ArrayList<>(Arrays.asList(standard.getAcceptedIssuers()));
        for (Path file : authorities) {
            trusted.addAll(PemFile.read(file).certificates());
        }
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        for (X509Certificate certificate : trusted) {
            store.setCertificateEntry(Integer.toString(store.size()), certificate);
        }
        return checkOf(store);
    }

    private static X509ExtendedTrustManager checkOf(@Nullable KeyStore store) throws GeneralSecurityException {
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509ExtendedTrustManager check) {
                return check;
            }
        }
        throw new KeyStoreException("no check of X.509 certificates");
    }
}
