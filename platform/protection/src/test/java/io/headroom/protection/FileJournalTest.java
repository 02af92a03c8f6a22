package io.headroom.protection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileJournalTest extends RelaxationJournalContract {
    @TempDir
    Path folder;

    private FileJournal journal;

    @BeforeEach
    void openJournal() {
        journal = new FileJournal(folder.resolve("journal"));
    }

    @Override
    protected RelaxationJournal journal() {
        return journal;
    }

    @Test
    void isThereForTheNextProcess() {
        var planned = aRelaxation("survivor");
        journal.insert(planned);
        var next = new FileJournal(folder.resolve("journal"));
        assertThat(next.open()).containsExactly(planned);
        next.advance(moved(planned, ProtectionState.SNAPSHOTTED, 4), ProtectionState.PLANNED);
        assertThatThrownBy(
                        () -> journal.advance(moved(planned, ProtectionState.SNAPSHOTTED, 3), ProtectionState.PLANNED))
                .isInstanceOf(StaleRelaxationException.class);
    }

    @Test
    void keepsTheOldRecordWhenAWriterDiedHalfWay() throws Exception {
        var planned = aRelaxation("half");
        journal.insert(planned);
        Files.writeString(folder.resolve("journal/open/" + planned.id() + ".json.new"), "{\"form\":");
        var next = new FileJournal(folder.resolve("journal"));
        assertThat(next.open()).containsExactly(planned);
        next.advance(moved(planned, ProtectionState.SNAPSHOTTED, 3), ProtectionState.PLANNED);
        assertThat(next.find(planned.id()).orElseThrow().state()).isEqualTo(ProtectionState.SNAPSHOTTED);
    }

    @Test
    void doesNotReopenWhatWasOverWhenItsWriterDied() throws Exception {
        var planned = aRelaxation("over");
        var file = folder.resolve("journal/open/" + planned.id() + ".json");
        journal.insert(planned);
        var before = Files.readString(file);
        journal.advance(moved(planned, ProtectionState.DISARMED, 3), ProtectionState.PLANNED);
        Files.writeString(file, before);
        assertThat(journal.open()).isEmpty();
        assertThat(journal.find(planned.id()).orElseThrow().state()).isEqualTo(ProtectionState.DISARMED);
    }

    @Test
    void whatANewerOwnerHasEndedStaysEnded_whateverAnOlderOneThatWasFrozenStillSays() {
        var planned = aRelaxation("ended");
        journal.insert(planned);
        journal.advance(moved(planned, ProtectionState.DISARMED, 4), ProtectionState.PLANNED);
        journal.follow(moved(planned, ProtectionState.RESTORED, 3));
        assertThat(journal.open()).isEmpty();
        journal.follow(moved(planned, ProtectionState.RESTORED, 5));
        assertThat(journal.open()).as("its successor may still say more").hasSize(1);
    }

    @Test
    void showsItsSecretsToItsOwnerOnly() throws Exception {
        var planned = aRelaxation("secret");
        journal.insert(planned);
        var file = folder.resolve("journal/open/" + planned.id() + ".json");
        assertThat(Files.readString(file)).contains(planned.token().value());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(planned.toString()).doesNotContain(planned.token().value());
    }

    @Test
    void writesEvenWhileItsThreadIsInterrupted() {
        var planned = aRelaxation("interrupted");
        Thread.currentThread().interrupt();
        journal.insert(planned);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(journal.open()).containsExactly(planned);
    }

    @Test
    void namesTheFileThatItCannotUnderstand() throws Exception {
        Files.writeString(folder.resolve("journal/open/broken.json"), "{\"form\":\"headroom.relaxation/99\"}");
        assertThatThrownBy(() -> journal.open())
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("broken.json")
                .hasMessageContaining(RelaxationJson.FORM);
    }
}
