package io.headroom.authoring.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.headroom.authoring.Driven;
import io.headroom.authoring.WrittenScenario;
import io.headroom.authoring.har.HarFile;
import io.headroom.authoring.har.HarJournal;
import io.headroom.authoring.recording.RecordingProxy.Place;
import io.headroom.authoring.traffic.TrafficScenario;
import io.headroom.engine.Totals;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a real browser does with a small web application becomes a scenario that does the same, without an error. */
@Timeout(120)
class BrowserTest {
    @TempDir
    Path folder;

    private Path chromium;

    @BeforeEach
    void findChromium() {
        Optional<Path> program = Chromium.program();
        if (program.isEmpty() && "true".equals(System.getenv("CI"))) {
            fail("Chromium is missing: install it, or name it by CHROMIUM_PATH");
        }
        assumeTrue(program.isPresent(), "Chromium is missing");
        chromium = program.get();
    }

    @Test
    void whatIsClickedThroughTheProxyRuns() throws Exception {
        Path saved = folder.resolve("saved.har");
        try (var app = new NotesApp()) {
            try (HarJournal journal = HarJournal.create(saved);
                    RecordingProxy proxy = RecordingProxy.open(
                            new Place(app.address(), 0, Trust.ofJava(), InstantSource.system()), journal, told -> {});
                    var browser = new Chromium(chromium, folder)) {
                click(browser, "http://127.0.0.1:" + proxy.port());
            }
            check(TrafficScenario.write("Notes", HarFile.read(saved), Set.of()), app);
        }
    }

    @Test
    void whatABrowserSawOnTheNetworkRuns() throws Exception {
        try (var app = new NotesApp()) {
            Path archive = folder.resolve("notes.har");
            try (var browser = new Chromium(chromium, folder)) {
                click(browser, app.address().toString());
                Files.writeString(archive, browser.archive().toString());
            }
            check(TrafficScenario.write("Notes", HarFile.read(archive), Set.of()), app);
        }
    }

    private static void click(Chromium browser, String origin) throws Exception {
        browser.open(origin + "/");
        browser.runAndLoad(
                "form.name.value = 'ann'; form.password.value = 'tr0ub4dor'; form.querySelector('button').click()");
        assertThat(browser.run("add('buy \"tea\"')").path("text").asText()).isEqualTo("buy \"tea\"");
        browser.runAndLoad("form.text.value = 'a b & c'; form.querySelector('button').click()");
    }

    private static void check(WrittenScenario written, NotesApp app) throws Exception {
        assertThat(app.refused).isEmpty();
        reads(written);
        Totals totals = Driven.drive(written, app.address());
        assertThat(app.refused).isEmpty();
        assertThat(totals.errors()).isEmpty();
        assertThat(totals.completed()).isGreaterThan(50);
    }

    /** What was clicked, with what pages gave passed on, and nothing else. */
    static void reads(WrittenScenario written) {
        assertThat(written.source())
                .contains("void logIn(User user)")
                .contains("String csrf = user.get(\"/\").expect(200).field(\"_csrf\");")
                .contains(".form(\"password\", PASSWORD)")
                .contains(".json(new NewNote(\"buy \\\"tea\\\"\", false))")
                .contains("user.get(\"/api/notes/{id}\", noteId).expect(200);")
                .contains(".form(\"text\", \"a b & c\")")
                .doesNotContain("tr0ub4dor", "logo.png", "session=");
        assertThat(written.summary()).anyMatch(line -> line.matches("left out: \\d+ × static file"));
    }
}
