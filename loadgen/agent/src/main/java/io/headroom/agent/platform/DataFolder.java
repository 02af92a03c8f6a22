package io.headroom.agent.platform;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.headroom.agent.CommandFailure;
import io.headroom.agent.ExitCode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a platform keeps everything: its database, its logs, the reports, and while it runs {@code platform.json}, which says where it serves.
 *
 * @param path absolute
 */
public record DataFolder(Path path) {

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");

    /** The flag's folder, or that of {@code HEADROOM_HOME}, or {@code ~/.local/share/headroom}. */
    public static DataFolder of(@Nullable Path flag, Map<String, String> environment) {
        if (flag != null) {
            return new DataFolder(flag.toAbsolutePath().normalize());
        }
        String home = environment.getOrDefault("HEADROOM_HOME", "");
        Path path = home.isEmpty()
                ? Path.of(System.getProperty("user.home"), ".local", "share", "headroom")
                : Path.of(home);
        return new DataFolder(path.toAbsolutePath().normalize());
    }

    /** Makes the folder if it is missing, for its owner only where the file system can, and proves by writing that one can write there. */
    public void prepare() {
        try {
            create();
            Files.createDirectories(path.resolve("logs"));
            Files.createDirectories(reports());
            Path proof = Files.createTempFile(path, ".writable", null);
            Files.writeString(proof, "proof");
            Files.delete(proof);
        } catch (IOException failure) {
            throw new CommandFailure(
                    ExitCode.ENVIRONMENT,
                    "The data folder %s cannot be written to (%s): free space there, change its owner, or name another by --data DIR."
                            .formatted(path, reason(failure)));
        }
    }

    /** It holds a database and the keys that open protections; what a user made wider stays as it is. */
    private void create() throws IOException {
        boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] ownerOnly = posix
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
                : new FileAttribute<?>[0];
        Files.createDirectories(path, ownerOnly);
    }

    public Path log() {
        return path.resolve("logs").resolve("platform.log");
    }

    public Path reports() {
        return path.resolve("reports");
    }

    /** What {@code platform.json} says; a platform that died may have left it behind. */
    Optional<PlatformInfo> announced() {
        try {
            String text = Files.readString(path.resolve("platform.json"));
            return Optional.of(Json.MAPPER.readValue(text, PlatformInfo.class));
        } catch (JsonProcessingException _) {
            return Optional.empty(); // half written
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    /** The platform that serves this folder now: one that is announced, answers, and is the one that announced itself. */
    public Optional<RunningPlatform> running() {
        return announced().flatMap(DataFolder::answering);
    }

    private static Optional<RunningPlatform> answering(PlatformInfo announced) {
        var client = new RunsClient(URI.create(announced.url()));
        try {
            PlatformInfo info = client.identify();
            if (info.pid() == announced.pid()) {
                return Optional.of(new RunningPlatform(info, client));
            }
        } catch (PlatformProblem _) {
            // Nobody there, or a stranger that took the port.
        }
        client.close();
        return Optional.empty();
    }

    private static String reason(IOException failure) {
        String message = failure.getMessage() == null ? "" : ": " + failure.getMessage();
        return failure.getClass()
                        .getSimpleName()
                        .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
                        .replace(" Exception", "")
                + message;
    }
}
