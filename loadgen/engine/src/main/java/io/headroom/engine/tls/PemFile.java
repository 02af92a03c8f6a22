package io.headroom.engine.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A file of PEM blocks (RFC 7468): base64 between a line that begins and one that ends it; what stands around them is ignored. */
final class PemFile {
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]*)-----END \\1-----");
    private static final String CERTIFICATE = "CERTIFICATE";
    private static final String KEY = "PRIVATE KEY";
    private static final List<String> KEY_ALGORITHMS = List.of("RSA", "EC", "EdDSA");
    private static final int BYTES_MAX = 4 * 1024 * 1024;

    private final Path file;
    private final String text;

    private PemFile(Path file, String text) {
        this.file = file;
        this.text = text;
    }

    static PemFile read(Path file) throws CertificateFileException {
        try {
            if (Files.size(file) > BYTES_MAX) {
                throw new CertificateFileException(file, "is too large to be a PEM file");
            }
            return new PemFile(file, Files.readString(file, StandardCharsets.ISO_8859_1));
        } catch (NoSuchFileException e) {
            throw new CertificateFileException(file, "does not exist");
        } catch (IOException e) {
            throw new CertificateFileException(file, "cannot be read: " + e.getMessage());
        }
    }

    /** All certificates of the file; at least one. */
    List<X509Certificate> certificates() throws CertificateFileException {
        List<X509Certificate> certificates = new ArrayList<>();
        for (byte[] block : blocks(CERTIFICATE)) {
            try {
                certificates.add((X509Certificate)
                        CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(block)));
            } catch (CertificateException e) {
                throw new CertificateFileException(
                        file, "has a certificate (number " + (certificates.size() + 1) + ") that cannot be read");
            }
        }
        if (certificates.isEmpty()) {
            throw new CertificateFileException(file, "has no certificate: no line says -----BEGIN CERTIFICATE-----");
        }
        return certificates;
    }

    PrivateKey privateKey() throws CertificateFileException {
        List<byte[]> keys = blocks(KEY);
        if (keys.isEmpty()) {
            boolean otherForm = text.contains(KEY + "-----");
            throw new CertificateFileException(
                    file,
                    otherForm
                            ? "has a private key in a form that is not read here:"
                                    + " convert it with openssl pkcs8 -topk8 -nocrypt"
                            : "has no private key: no line says -----BEGIN PRIVATE KEY-----");
        }
        for (String algorithm : KEY_ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(keys.getFirst()));
            } catch (InvalidKeySpecException e) {
                continue; // of another kind
            } catch (GeneralSecurityException e) {
                throw new CertificateFileException(file, "cannot be used: " + e.getMessage());
            }
        }
        throw new CertificateFileException(file, "has a private key that is none of " + KEY_ALGORITHMS);
    }

    private List<byte[]> blocks(String type) throws CertificateFileException {
        List<byte[]> blocks = new ArrayList<>();
        Matcher matcher = BLOCK.matcher(text);
        while (matcher.find()) {
            if (matcher.group(1).equals(type)) {
                blocks.add(decoded(matcher.group(2)));
            }
        }
        return blocks;
    }

    private byte[] decoded(String base64) throws CertificateFileException {
        try {
            return Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new CertificateFileException(file, "has a block that is not base64");
        }
    }
}
