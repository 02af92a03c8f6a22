package io.headroom.protection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

final class ArtefactTest {
    @Test
    void isReadBackFromItsName() {
        var deadline = Instant.parse("2026-01-01T00:00:00Z");
        var artefact = new Artefact(Artefact.nameOf("nightly-17", deadline), null);
        assertThat(artefact.id()).isEqualTo("headroom-nightly-17-1767225600");
        assertThat(artefact.run()).contains("nightly-17");
        assertThat(artefact.deadline()).contains(deadline);
    }

    @Test
    void isNotOursUnderAnyOtherName() {
        for (var name : new String[] {
            "pentest-2026",
            "headroom-",
            "headroom-x",
            "headroom-17",
            "my-headroom-x-17",
            "headroom-x-17-",
            "headroom-x-12345678901234567890"
        }) {
            assertThat(new Artefact(name, null).run()).as(name).isEmpty();
            assertThat(new Artefact(name, null).deadline()).as(name).isEmpty();
        }
    }
}
