package io.headroom.platform.environment;

import io.headroom.platform.home.Installation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals what must not lie in clear: Terraform's plans and states hold secrets. AES-256-GCM, bound to the environment's name, under a key in a file
 * that only its owner reads.
 */
@ApplicationScoped
class Sealing {

    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecureRandom random = new SecureRandom();
    private final Path keyFile;

    @Inject
    Sealing(Installation installation) {
        this(installation.data().resolve("environment.secret"));
    }

    Sealing(Path keyFile) {
        this.keyFile = keyFile;
    }

    byte[] seal(String environment, byte[] clear) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] sealed = cipher(Cipher.ENCRYPT_MODE, environment, nonce, ByteBuffer.wrap(clear));
        return ByteBuffer.allocate(NONCE_BYTES + sealed.length)
                .put(nonce)
                .put(sealed)
                .array();
    }

    /** @throws IllegalStateException if it was not sealed for this environment under this key */
    byte[] open(String environment, byte[] sealed) {
        byte[] nonce = new byte[NONCE_BYTES];
        ByteBuffer content = ByteBuffer.wrap(sealed);
        content.get(nonce);
        return cipher(Cipher.DECRYPT_MODE, environment, nonce, content);
    }

    /** What an environment's Terraform shows to be let at its state, and at no other. */
    String token(String environment) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key(), "HmacSHA256"));
            byte[] token = mac.doFinal(("state of " + environment).getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java has HmacSHA256", impossible);
        }
    }

    private byte[] cipher(int mode, String environment, byte[] nonce, ByteBuffer content) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, new SecretKeySpec(key(), "AES"), new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(environment.getBytes(StandardCharsets.UTF_8));
            byte[] input = new byte[content.remaining()];
            content.get(input);
            return cipher.doFinal(input);
        } catch (GeneralSecurityException mismatch) {
            throw new IllegalStateException(
                    "what was sealed for environment " + environment + " does not open with the key in " + keyFile,
                    mismatch);
        }
    }

    private byte[] key() {
        try {
            create();
            return Base64.getDecoder().decode(Files.readString(keyFile).strip());
        } catch (IOException failure) {
            throw new UncheckedIOException("the key " + keyFile + " cannot be read or made", failure);
        }
    }

    /** By an atomic move, so that a platform that dies meanwhile leaves no half a key. */
    private synchronized void create() throws IOException {
        if (Files.exists(keyFile)) {
            return;
        }
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        Path draft = keyFile.resolveSibling(keyFile.getFileName() + ".draft");
        Files.deleteIfExists(draft);
        Files.createFile(draft, ownerOnly(draft, "rw-------"));
        Files.writeString(draft, Base64.getEncoder().encodeToString(key));
        Files.move(draft, keyFile, StandardCopyOption.ATOMIC_MOVE);
    }

    /** @return nothing where the file system has no permissions to give */
    static FileAttribute<?>[] ownerOnly(Path path, String permissions) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
