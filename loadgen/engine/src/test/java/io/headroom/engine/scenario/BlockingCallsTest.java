package io.headroom.engine.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What holds an event loop up is told when a scenario is compiled. */
class BlockingCallsTest {

    private static List<String> hints(String body) throws ScenarioException {
        return CompiledScenario.compile("A.java", """
                import io.headroom.scenario.*;
                import java.io.*;
                import java.net.*;
                import java.net.http.*;
                import java.nio.file.*;
                import java.time.Duration;
                import java.util.*;
                import java.util.concurrent.*;
                class A implements Scenario {
                %s
                }
                """.formatted(body)).hints();
    }

    @Test
    void whatBlocksIsNamedByItsLineWithWhatToWriteInstead() throws Exception {
        assertThat(hints("""
                    @Journey void a(User user) throws Exception {
                        Thread.sleep(10);
                        Files.readString(Path.of("x"));
                        HttpClient.newHttpClient().send(null, null);
                        synchronized (this) { user.get("/").expect(200); }
                        new ProcessBuilder("ls").start();
                        new CountDownLatch(1).await();
                    }
                """))
                .satisfiesExactly(
                        hint -> assertThat(hint)
                                .isEqualTo(
                                        "A.java:11: Thread.sleep holds up all users of the event loop, not only its own:"
                                                + " use user.think(…)."),
                        hint -> assertThat(hint).startsWith("A.java:12: Files.readString holds up"),
                        hint -> assertThat(hint).startsWith("A.java:13: HttpClient.send holds up"),
                        hint -> assertThat(hint).startsWith("A.java:14: a synchronized block makes event loops wait"),
                        hint -> assertThat(hint).startsWith("A.java:15: ProcessBuilder.start holds up"),
                        hint -> assertThat(hint).startsWith("A.java:16: CountDownLatch.await holds up"));
    }

    @Test
    void itIsFoundInLambdasReferencesHelpersAndNestedClasses() throws Exception {
        assertThat(hints("""
                    interface Pause { void take(long millis) throws Exception; }
                    record Row(String name) {
                        String content() throws IOException { return new String(new FileInputStream(name).readAllBytes()); }
                    }
                    @Journey void a(User user) throws Exception {
                        Pause pause = Thread::sleep;
                        user.group("g", () -> { helper(); return 1; });
                    }
                    synchronized void helper() {
                        user();
                    }
                    void user() {
                        try { TimeUnit.SECONDS.sleep(1); } catch (InterruptedException e) { throw new IllegalStateException(e); }
                    }
                """))
                .extracting(hint -> hint.replaceAll(" (holds|makes) .*", ""))
                .containsExactly(
                        "A.java:12: new FileInputStream",
                        "A.java:12: FileInputStream.readAllBytes",
                        "A.java:15: Thread.sleep",
                        "A.java:19: the synchronized method helper",
                        "A.java:22: TimeUnit.sleep");
    }

    @Test
    void whatRunsBeforeLoadMayBlock_andMapsAndPoolsDoNot() throws Exception {
        assertThat(hints("""
                    static final long SIZE = size();
                    final List<String> lines = read(() -> Files.readAllLines(Path.of("/dev/null")));
                    final Map<String, String> known = new ConcurrentHashMap<>();
                    final Pool<String> pool = Pool.of(10);
                    A() throws IOException { Files.exists(Path.of("x")); }
                    static <T> T read(Callable<T> call) { try { return call.call(); } catch (Exception e) { return null; } }
                    static long size() { return 1; }
                    @Journey void a(User user) {
                        known.put("a", "b");
                        known.get("a");
                        user.think(Duration.ofSeconds(1));
                        pool.take(user);
                        CompletableFuture.completedFuture(1).thenApply(n -> n + 1);
                    }
                """)).isEmpty();
    }
}
