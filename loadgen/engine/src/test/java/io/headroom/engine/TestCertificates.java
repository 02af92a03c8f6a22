package io.headroom.engine;

import io.netty.handler.ssl.JdkSslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.net.InetAddress;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Objects;
import javax.net.ssl.SSLServerSocket;

/** The certificates in {@code resources/tls}: {@code make.sh} there says what they are. */
final class TestCertificates {
    private TestCertificates() {}

    static Path file(String name) {
        try {
            return Path.of(Objects.requireNonNull(TestCertificates.class.getResource("/tls/" + name), name)
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(e);
        }
    }

    static SSLServerSocket listening(String certificate) throws Exception {
        SslContextBuilder builder = SslContextBuilder.forServer(
                        file(certificate + ".pem").toFile(),
                        file(certificate + ".key").toFile())
                .sslProvider(SslProvider.JDK)
                .trustManager(file("stranger.pem").toFile());
        var context = ((JdkSslContext) builder.build()).context();
        return (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 1_024, InetAddress.getLoopbackAddress());
    }
}
