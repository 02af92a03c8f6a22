package io.headroom.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class UserThreadTest {

    @Test
    void thisJdkLetsUsersRunOnTheirLoop() {
        assertThat(UserThread.runsOnLoop()).isTrue();
    }

    /** A Java process that was not started with {@code --add-opens}, on a machine without epoll, drives all the same, and says what it lacks. */
    @Test
    void withoutAccessTheEngineWorksAndWarns() throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(List.of(
                        java,
                        "-Dio.netty.transport.noNative=true",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Unopened.class.getName()))
                .redirectErrorStream(true)
                .start();
        try {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(output)
                    .contains("warnings=[Virtual users do not run on their event loop")
                    .contains("--add-opens java.base/java.lang=ALL-UNNAMED")
                    .contains("completed=400 errors={}");
        } finally {
            process.destroyForcibly();
        }
    }

    /** What that process runs. */
    static final class Unopened {
        private Unopened() {}

        public static void main(String[] arguments) throws Exception {
            try (var server = new ScriptedServer(request -> ScriptedServer.answer(200, "{}"));
                    var session = Measured.open("""
                            @Journey void look(User user) {
                                user.get("/a").expect(200);
                                user.parallel(() -> user.get("/b").expect(200), () -> user.get("/c").expect(200));
                                user.think(Duration.ofMillis(10));
                                user.get("/d").expect(200);
                            }
                            """, server.target(), Measured.QUICK)) {
                Preparation preparation = session.prepare(text -> {});
                Totals totals = Measured.drive(session, 400, Duration.ofSeconds(1))
                        .report()
                        .totals();
                System.out.println("warnings=" + preparation.warnings() + " completed=" + totals.completed()
                        + " errors=" + totals.errors());
            }
        }
    }
}
