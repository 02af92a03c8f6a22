package io.headroom.agent.doctor;

import com.sun.management.OperatingSystemMXBean;
import io.headroom.agent.CommandFailure;
import io.headroom.agent.doctor.Programs.Version;
import io.headroom.agent.platform.DataFolder;
import io.headroom.agent.platform.RunningPlatform;
import io.headroom.agent.terminal.Palette;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Checks this machine for everything that Headroom needs. Starts programs and sockets only to look. */
public final class Doctor {

    private static final Version JDK = new Version(25, 0, 0);
    private static final Version MAVEN = new Version(3, 8, 7);
    private static final Version TERRAFORM = new Version(1, 9, 0);
    private static final Version NODE = new Version(20, 19, 0);
    private static final int PLATFORM_PORT = 7800;
    private static final long DISK_NEEDED_BYTES = 2L << 30;
    private static final long MEMORY_WANTED_BYTES = 4L << 30;
    private static final int CORES_WANTED = 2;
    private static final double BYTES_PER_GB = 1L << 30;

    private static final List<BenchProgram> BENCH_PROGRAMS = List.of(
            new BenchProgram("nginx", "nginx-light"),
            new BenchProgram("wrk", "wrk"),
            new BenchProgram("ab", "apache2-utils"),
            new BenchProgram("h2load", "nghttp2-client"));

    private final DataFolder folder;
    private final Map<String, String> environment;

    public Doctor(DataFolder folder, Map<String, String> environment) {
        this.folder = folder;
        this.environment = environment;
    }

    /** A server or a generator that is measured beside Headroom's own, and the package that has it. */
    private record BenchProgram(String name, String debianPackage) {}

    /**
     * What the doctor found.
     *
     * @param healthy whether nothing is in Headroom's way
     * @param lines for people
     */
    public record Diagnosis(boolean healthy, List<String> lines) {}

    public Diagnosis examine(Palette palette) {
        List<Check> checks = List.of(
                jdk(),
                program("Maven", MAVEN, "install Maven %s or newer; it builds Headroom".formatted(MAVEN), "mvn", "-v"),
                terraform(),
                program(
                        "Node.js",
                        NODE,
                        "install Node.js %s or newer; it builds the web pages".formatted(NODE),
                        "node",
                        "--version"),
                npm(),
                machine(),
                dataFolder(),
                disk(),
                port(),
                postgresAsRoot(),
                chromium(),
                benchPrograms());
        boolean healthy = checks.stream().noneMatch(Check.Bad.class::isInstance);
        return new Diagnosis(healthy, lines(checks, healthy, palette));
    }

    static List<String> lines(List<Check> checks, boolean healthy, Palette palette) {
        List<String> lines = new ArrayList<>();
        for (Check check : checks) {
            switch (check) {
                case Check.Good(String subject, String found) ->
                    lines.add("%s %-13s %s".formatted(palette.good("✓"), subject, found));
                case Check.Doubtful(String subject, String found, String remedy) -> {
                    lines.add("%s %-13s %s".formatted(palette.doubtful("!"), subject, found));
                    lines.add("                " + remedy);
                }
                case Check.Bad(String subject, String found, String remedy) -> {
                    lines.add("%s %-13s %s".formatted(palette.bad("✗"), subject, found));
                    lines.add("                " + remedy);
                }
            }
        }
        lines.add("");
        lines.add(healthy ? "Headroom can work here." : "Headroom cannot work here yet: see the lines marked ✗.");
        return lines;
    }

    private static Check jdk() {
        Runtime.Version running = Runtime.version();
        var version = new Version(running.feature(), running.interim(), running.update());
        String found = version + " at " + System.getProperty("java.home");
        return version.isAtLeast(JDK)
                ? new Check.Good("JDK", found)
                : new Check.Bad("JDK", found, "install a JDK 25 or newer, for example Temurin 25");
    }

    private static Check terraform() {
        Check terraform = program("Terraform", TERRAFORM, "", "terraform", "version");
        if (terraform instanceof Check.Good) {
            return terraform;
        }
        return program(
                "OpenTofu",
                TERRAFORM,
                "install Terraform or OpenTofu %s or newer; it provisions what is measured".formatted(TERRAFORM),
                "tofu",
                "version");
    }

    private static Check program(String name, Version needed, String remedy, String... command) {
        Optional<Version> found = Programs.version(command);
        if (found.isEmpty()) {
            return new Check.Bad(name, "not found", remedy);
        }
        return found.get().isAtLeast(needed)
                ? new Check.Good(name, found.get().toString())
                : new Check.Bad(name, found.get() + " is too old", remedy);
    }

    private static Check npm() {
        return Programs.version("npm", "--version")
                .<Check>map(version -> new Check.Good("npm", version.toString()))
                .orElse(new Check.Bad("npm", "not found", "install npm, which comes with Node.js"));
    }

    private static Check machine() {
        int cores = Runtime.getRuntime().availableProcessors();
        long memory =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
        String found = "%d cores, %.1f GB of memory".formatted(cores, memory / BYTES_PER_GB);
        return cores >= CORES_WANTED && memory >= MEMORY_WANTED_BYTES
                ? new Check.Good("machine", found)
                : new Check.Doubtful(
                        "machine", found, "with fewer than 2 cores or 4 GB the sample's figures may be invalid");
    }

    private Check dataFolder() {
        try {
            folder.prepare();
            return new Check.Good("data folder", folder.path() + " is writable");
        } catch (CommandFailure failure) {
            return new Check.Bad(
                    "data folder", folder.path() + " is not writable", String.valueOf(failure.getMessage()));
        }
    }

    private Check disk() {
        try {
            long free = Files.getFileStore(existing(folder.path())).getUsableSpace();
            String found = "%.1f GB free under %s".formatted(free / BYTES_PER_GB, folder.path());
            return free >= DISK_NEEDED_BYTES
                    ? new Check.Good("disk", found)
                    : new Check.Bad("disk", found, "free at least 2 GB there, or name another folder by --data DIR");
        } catch (IOException failure) {
            return new Check.Bad(
                    "disk", "cannot be read: " + failure.getMessage(), "name another folder by --data DIR");
        }
    }

    private static Path existing(Path path) {
        Path candidate = path;
        while (!Files.exists(candidate) && candidate.getParent() != null) {
            candidate = candidate.getParent();
        }
        return candidate;
    }

    private Check port() {
        try (var _ = new ServerSocket(PLATFORM_PORT, 1, InetAddress.getLoopbackAddress())) {
            return new Check.Good("port", PLATFORM_PORT + " is free for './headroom up'");
        } catch (IOException _) {
            Optional<RunningPlatform> own = folder.running();
            own.ifPresent(platform -> platform.client().close());
            return own.isPresent()
                    ? new Check.Good("port", own.get().info().url() + " is served by this folder's platform")
                    : new Check.Doubtful(
                            "port",
                            PLATFORM_PORT + " is in use by another program",
                            "'./headroom up --port P' takes another one; the demo does not need it");
        }
    }

    /** PostgreSQL refuses to run as root, so the embedded one is wrapped in a user namespace. */
    private static Check postgresAsRoot() {
        boolean root = Programs.output("id", "-u").map(String::strip).orElse("").equals("0");
        if (!root) {
            return new Check.Good("PostgreSQL", "runs as you");
        }
        return Programs.succeeds("unshare", "-U", "true")
                ? new Check.Good("PostgreSQL", "runs as root in a user namespace")
                : new Check.Bad(
                        "PostgreSQL",
                        "cannot run as root here: user namespaces are not permitted",
                        "run Headroom as an ordinary user, or permit them (sysctl kernel.unprivileged_userns_clone=1)");
    }

    private Check chromium() {
        String named = environment.getOrDefault("CHROMIUM_PATH", "chromium");
        return Programs.version(named, "--version")
                .<Check>map(version -> new Check.Good("Chromium", version.toString()))
                .orElse(new Check.Doubtful(
                        "Chromium", "not found", "only browser tests need it: './headroom test' skips them"));
    }

    /** Ours is measured beside others where they are there. */
    private Check benchPrograms() {
        List<BenchProgram> missing = BENCH_PROGRAMS.stream()
                .filter(program -> !Programs.exists(program.name(), environment))
                .toList();
        String names = names(missing.isEmpty() ? BENCH_PROGRAMS : missing, BenchProgram::name, ", ");
        return missing.isEmpty()
                ? new Check.Good("bench", names)
                : new Check.Doubtful(
                        "bench",
                        "not found: " + names,
                        "only './headroom bench engine' needs them (Debian: apt-get install %s)"
                                .formatted(names(missing, BenchProgram::debianPackage, " ")));
    }

    private static String names(List<BenchProgram> programs, Function<BenchProgram, String> name, String between) {
        return programs.stream().map(name).collect(Collectors.joining(between));
    }
}
