package io.headroom.authoring.recording;

import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.authoring.Driven;
import io.headroom.authoring.WrittenScenario;
import io.headroom.authoring.har.HarFile;
import io.headroom.authoring.traffic.TrafficScenario;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What browsers export becomes a scenario that does the same, without an error. The archives' README says where they are from. */
@Timeout(60)
class BrowserArchiveTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"chromium.har", "firefox.har", "playwright.har"})
    void anArchiveAsTheyWriteItRuns(String name) throws Exception {
        Path archive = folder.resolve(name);
        try (InputStream in = Objects.requireNonNull(BrowserArchiveTest.class.getResourceAsStream(name), name)) {
            Files.copy(in, archive);
        }
        WrittenScenario written = TrafficScenario.write("Notes", HarFile.read(archive), Set.of());
        BrowserTest.reads(written);
        try (var app = new NotesApp()) {
            assertThat(Driven.walk(hurried(written), app.address())).isEmpty();
            assertThat(app.refused).isEmpty();
        }
    }

    /** Without its pauses. */
    private static WrittenScenario hurried(WrittenScenario written) {
        String source = written.source().replaceAll("(?m)^ +user\\.think\\(.*\n", "");
        return new WrittenScenario(written.name(), source, written.summary(), written.warnings());
    }
}
