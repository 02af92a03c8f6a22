package io.headroom.platform;

import io.headroom.platform.home.Arguments;
import io.headroom.platform.home.DataFolder;
import io.headroom.platform.home.Database;
import io.headroom.platform.home.Ending;
import io.headroom.platform.home.Port;
import io.headroom.platform.home.SharedDatabase;
import io.headroom.platform.home.StartupFailure;
import io.headroom.platform.run.Runs;
import io.quarkus.arc.Arc;
import io.quarkus.arc.ArcContainer;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The platform's process. Everything that can keep it from starting is settled here, before the application, so that each cause has its own
 * sentence: the folder's lock, the port, the database.
 */
@QuarkusMain
public final class Platform {

    private Platform() {}

    public static void main(String... arguments) {
        try {
            run(Arguments.parse(List.of(arguments)));
        } catch (StartupFailure failure) {
            // The last line on standard error is what the launcher shows to people.
            System.err.println(failure.getMessage());
            Runtime.getRuntime().halt(failure.exitCode());
        }
    }

    private static void run(Arguments arguments) {
        Ending.prepare();
        if (arguments.exitWithParent()) {
            Ending.whenStandardInputCloses(Quarkus::asyncExit);
        }
        DataFolder folder = Ending.closeLater(DataFolder.open(arguments.data()));
        int port = Port.free(arguments.port());
        configure(arguments.data(), port);
        SharedDatabase.named(System.getenv()).ifPresentOrElse(Platform::share, () -> startDatabase(folder));
        Ending.applicationBegins();
        Quarkus.run(PlatformApplication.class, Platform::ended);
    }

    /** A complaint while ending, for example of a page that still listened, is no failure to start. */
    private static void ended(int exitCode, @Nullable Throwable cause) {
        Ending.now();
        if (cause != null && !PlatformApplication.hasStarted()) {
            System.err.println("the platform's application does not start: " + rootOf(cause));
            Runtime.getRuntime().halt(StartupFailure.ENVIRONMENT);
        }
        Runtime.getRuntime().halt(exitCode);
    }

    private static String rootOf(Throwable failure) {
        Throwable root = failure;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            root = cause;
        }
        String message = root.getMessage();
        String text = message == null ? root.getClass().getSimpleName() : message;
        return text.lines().findFirst().orElse(text);
    }

    /** The database is older than the application and outlives it. */
    private static void tellRuns(String sentence) {
        ArcContainer container = Arc.container();
        if (container != null && container.isRunning()) {
            container.instance(Runs.class).get().warn(sentence);
        }
    }

    private static void share(SharedDatabase database) {
        database.requireReachable();
        System.setProperty("headroom.shares-database", "true");
        connectTo(database.url(), database.username(), database.password());
    }

    private static void startDatabase(DataFolder folder) {
        Database database = Ending.closeLater(Database.start(folder.path().resolve("postgres")));
        database.onLoss(Platform::tellRuns);
        connectTo(database.jdbcUrl(), database.username(), database.password());
    }

    private static void connectTo(String url, String username, String password) {
        System.setProperty("quarkus.datasource.jdbc.url", url);
        System.setProperty("quarkus.datasource.username", username);
        System.setProperty("quarkus.datasource.password", password);
    }

    private static void configure(Path data, int port) {
        String url = "http://127.0.0.1:" + port;
        System.setProperty("headroom.data", data.toString());
        System.setProperty("headroom.url", url);
        System.setProperty("headroom.root", root().toString());
        System.setProperty("quarkus.http.port", Integer.toString(port));
    }

    private static Path root() {
        return Optional.ofNullable(System.getenv("HEADROOM_ROOT"))
                .map(Path::of)
                .orElseThrow(() -> StartupFailure.environment(
                        "the platform does not know where Headroom is installed: start it with ./headroom up"));
    }
}
