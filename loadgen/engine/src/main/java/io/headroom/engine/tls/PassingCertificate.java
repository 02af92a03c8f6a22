package io.headroom.engine.tls;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;

/**
 * A certificate that signs itself and lives as long as this process, for a server that nobody else speaks to. Java reads certificates and does not write
 * them, so its few fields are laid out here (RFC 5280, section 4.1, version 1).
 *
 * @param key of the certificate
 */
public record PassingCertificate(PrivateKey key, X509Certificate certificate) {
    private static final int INTEGER = 0x02;
    private static final int BIT_STRING = 0x03;
    private static final int UTF8_STRING = 0x0c;
    private static final int UTC_TIME = 0x17;
    private static final int SEQUENCE = 0x30;
    private static final int SET = 0x31;
    private static final int LONG_FORM = 0x80;
    private static final int BYTE = 0xff;

    private static final byte[] SERIAL_NUMBER = {1};
    private static final byte[] NO_UNUSED_BITS = {0};
    /** As ASN.1 has them, with tag and length: ecdsa-with-SHA256 and commonName. */
    private static final byte[] ECDSA_WITH_SHA256 = {0x06, 0x08, 0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 0x04, 3, 2
    };

    private static final byte[] COMMON_NAME = {0x06, 0x03, 0x55, 0x04, 0x03};

    /** Makes one, with a key of its own. */
    public static PassingCertificate make() {
        try {
            KeyPairGenerator keys = KeyPairGenerator.getInstance("EC");
            keys.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair pair = keys.generateKeyPair();
            byte[] encoded = signed(content(pair), pair.getPrivate());
            var certificate = (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(encoded));
            return new PassingCertificate(pair.getPrivate(), certificate);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java cannot make a certificate: " + e.getMessage(), e);
        }
    }

    private static byte[] content(KeyPair pair) {
        byte[] nobody = value(SEQUENCE, value(SET, value(SEQUENCE, COMMON_NAME, text(UTF8_STRING, "headroom"))));
        byte[] always = value(SEQUENCE, text(UTC_TIME, "000101000000Z"), text(UTC_TIME, "491231235959Z"));
        byte[] algorithm = value(SEQUENCE, ECDSA_WITH_SHA256);
        byte[] number = value(INTEGER, SERIAL_NUMBER);
        return value(
                SEQUENCE,
                number,
                algorithm,
                nobody,
                always,
                nobody,
                pair.getPublic().getEncoded());
    }

    private static byte[] signed(byte[] content, PrivateKey key) throws GeneralSecurityException {
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(key);
        signature.update(content);
        byte[] bits = value(BIT_STRING, NO_UNUSED_BITS, signature.sign());
        return value(SEQUENCE, content, value(SEQUENCE, ECDSA_WITH_SHA256), bits);
    }

    private static byte[] text(int tag, String text) {
        return value(tag, text.getBytes(StandardCharsets.US_ASCII));
    }

    /** Tag, length, and the parts one after the other (X.690, section 8.1). */
    private static byte[] value(int tag, byte[]... parts) {
        var content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        var whole = new ByteArrayOutputStream();
        whole.write(tag);
        int length = content.size();
        if (length > BYTE) {
            whole.write(LONG_FORM + 2);
            whole.write(length >> Byte.SIZE);
        } else if (length >= LONG_FORM) {
            whole.write(LONG_FORM + 1);
        }
        whole.write(length & BYTE);
        whole.writeBytes(content.toByteArray());
        return whole.toByteArray();
    }
}
