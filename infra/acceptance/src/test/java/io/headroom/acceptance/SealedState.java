package io.headroom.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** What Terraform knows of an environment, out of the sealed file that the platform keeps beside its workspace. */
final class SealedState {

    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private SealedState() {}

    /** How many resources there are, 0 if none were ever made. */
    static int resources(Path home, Path workspace) {
        try {
            ByteBuffer content = ByteBuffer.wrap(Files.readAllBytes(workspace.resolve("state.sealed")));
            content.getLong(); // its version
            content.position(content.position() + Integer.BYTES + content.getInt(content.position())); // its lease
            byte[] nonce = new byte[NONCE_BYTES];
            content.get(nonce);
            byte[] sealed = new byte[content.remaining()];
            content.get(sealed);
            byte[] key = Base64.getDecoder()
                    .decode(Files.readString(home.resolve("environment.secret")).strip());
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(workspace.getFileName().toString().getBytes(StandardCharsets.UTF_8));
            String state = new String(cipher.doFinal(sealed), StandardCharsets.UTF_8);
            return Json.read(state, JsonNode.class).path("resources").size();
        } catch (NoSuchFileException none) {
            return 0;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (GeneralSecurityException mismatch) {
            throw new AssertionError("the state in " + workspace + " does not open", mismatch);
        }
    }
}
