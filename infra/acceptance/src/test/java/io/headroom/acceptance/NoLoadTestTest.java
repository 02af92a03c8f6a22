package io.headroom.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./headroom run} where no measurement comes of it: the exit code and the sentence say why. */
class NoLoadTestTest {

    @TempDir
    Path folder;

    private Shop shop;

    @BeforeEach
    void open() throws IOException {
        shop = new Shop(folder);
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void aScenarioThatBlocksItsGenerator_exits3_asInvalid() throws IOException {
        String blocking = Shop.SCENARIO
                .replace("@Journey", "int walked;\n    @Journey")
                .replace(
                        "user.get(",
                        "for (long end = System.nanoTime() + (++walked % 40 == 0 ? 900_000_000L : 0); System.nanoTime() < end; ) {}\nuser.get(");

        assertThat(shop.run(3, blocking, "--rate", "50/s", "--for", "2s")).contains("INVALID", "The generator spoiled");
    }

    @Test
    void aScenarioThatDoesNotCompile_exits4_withFileAndLine() throws IOException {
        String said = shop.run(4, Shop.SCENARIO.replace("expect(200)", "expct(200)"), "--rate", "10/s", "--for", "1s");

        assertThat(said).contains("Shop.java:5:");
    }

    @Test
    void aDryRun_sendsNoLoad_andPrintsTheConversation() throws IOException {
        String said = shop.run(0, Shop.SCENARIO, "--dry-run");

        assertThat(said).contains("> GET /items/1", "< HTTP/1.1 200", "answered as expected");
        assertThat(shop.answered()).isLessThan(5);
    }

    @Test
    void nobodyThere_exits5() throws IOException {
        shop.leave();
        assertThat(shop.run(5, Shop.SCENARIO, "--rate", "10/s", "--for", "1s"))
                .contains(shop.target().substring(7));
    }
}
