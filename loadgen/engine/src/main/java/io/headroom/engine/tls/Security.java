package io.headroom.engine.tls;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whom to believe on {@code https} and who to be.
 *
 * @param authorities PEM files with certificates that are believed in addition to those that Java believes
 * @param insecure believe everybody, whatever their certificate says
 * @param clientCertificate shown to a server that asks for one
 */
public record Security(
        List<Path> authorities, boolean insecure, @Nullable ClientCertificate clientCertificate) {
    /** The certificates that Java believes, and no certificate of our own. */
    public static final Security STANDARD = new Security(List.of(), false, null);

    public Security {
        authorities = List.copyOf(authorities);
    }

    /**
     * A certificate of our own.
     *
     * @param chain PEM file with the certificate, followed by those that vouch for it
     * @param key PEM file with its private key, as PKCS #8, not encrypted
     */
    public record ClientCertificate(Path chain, Path key) {}

    /** Whether there are files to read, so that mistakes in them should be told early. */
    public boolean namesFiles() {
        return !authorities.isEmpty() || clientCertificate != null;
    }

    public Security withAuthorities(List<Path> authorities) {
        return new Security(authorities, insecure, clientCertificate);
    }

    public Security withInsecure() {
        return new Security(authorities, true, clientCertificate);
    }

    public Security withClientCertificate(Path chain, Path key) {
        return new Security(authorities, insecure, new ClientCertificate(chain, key));
    }
}
