package io.headroom.engine.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import org.junit.jupiter.api.Test;

class PassingCertificateTest {
    @Test
    void javaReadsItAndItsOwnKeySignedIt() throws GeneralSecurityException {
        PassingCertificate made = PassingCertificate.make();
        X509Certificate read = made.certificate();
        read.verify(read.getPublicKey());
        read.checkValidity();
        assertThat(read.getSubjectX500Principal().getName()).isEqualTo("CN=headroom");
        assertThat(read.getIssuerX500Principal()).isEqualTo(read.getSubjectX500Principal());
        assertThat(PassingCertificate.make().key()).isNotEqualTo(made.key());
    }
}
