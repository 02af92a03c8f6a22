package io.headroom.agent.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TerminalTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private Instant now = Instant.parse("2026-11-24T06:00:00Z");

    @Test
    void rewritesOneLineOnATerminalAndErasesItBeforeAnythingElse() {
        Terminal terminal = terminal(Map.of("HEADROOM_COLUMNS", "20"));
        terminal.progress("one");
        terminal.progress("a line that is longer than the terminal");
        terminal.say("done");
        assertThat(text(err)).isEqualTo("\r\033[Kone\r\033[Ka line that is lon…\r\033[Kdone\n");
    }

    @Test
    void writesALineEachTenSecondsElsewhere() {
        Terminal terminal = terminal(Map.of());
        for (int second = 0; second <= 20; second++) {
            terminal.progress("second " + second);
            now = now.plusSeconds(1);
        }
        assertThat(text(err)).isEqualTo("second 0\nsecond 10\nsecond 20\n");
    }

    @Test
    void keepsResultsApartFromProgress() {
        Terminal terminal = terminal(Map.of());
        terminal.progress("under way");
        terminal.print("result");
        assertThat(text(out)).isEqualTo("result\n");
    }

    @Test
    void coloursOnlyATerminalWhoseUserWantsColours() {
        assertThat(terminal(Map.of("HEADROOM_COLUMNS", "80")).palette().coloured())
                .isTrue();
        assertThat(terminal(Map.of("HEADROOM_COLUMNS", "80", "NO_COLOR", "1"))
                        .palette()
                        .coloured())
                .isFalse();
        assertThat(terminal(Map.of()).palette().coloured()).isFalse();
    }

    private Terminal terminal(Map<String, String> environment) {
        return Terminal.of(stream(out), stream(err), () -> now, environment);
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
