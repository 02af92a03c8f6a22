package io.headroom.bench.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which core serves and which one sends. They are two, so that neither takes time from the other.
 *
 * @param server number of the core that the server is pinned to
 * @param generator number of the core that every generator is pinned to
 */
public record Cores(int server, int generator) {

    private static final String ALLOWED = "Cpus_allowed_list:";

    /** The first and the last core that this process may use; nothing where there is only one. */
    public static Optional<Cores> ofThisProcess() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith(ALLOWED))
                .findFirst()
                .flatMap(line -> of(line.substring(ALLOWED.length()).strip()));
    }

    /** @param list as the kernel writes it: {@code 0-3,8} */
    static Optional<Cores> of(String list) {
        List<Integer> cores = new ArrayList<>();
        for (String range : list.split(",")) {
            String[] ends = range.split("-");
            for (int core = Integer.parseInt(ends[0]); core <= Integer.parseInt(ends[ends.length - 1]); core++) {
                cores.add(core);
            }
        }
        return cores.size() < 2 ? Optional.empty() : Optional.of(new Cores(cores.getFirst(), cores.getLast()));
    }

    /** Moves this program to the server's core: what it does meanwhile must not cost the generator time. */
    public void keepOffGenerator() throws IOException, InterruptedException {
        pinThisProgram(server);
    }

    /** Moves this program to the generator's core: it sends itself, and must not cost the server time. */
    public void keepOffServer() throws IOException, InterruptedException {
        pinThisProgram(generator);
    }

    private static void pinThisProgram(int core) throws IOException, InterruptedException {
        long self = ProcessHandle.current().pid();
        Process taskset = new ProcessBuilder("taskset", "-a", "-c", "-p", String.valueOf(core), String.valueOf(self))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (taskset.waitFor() != 0) {
            throw BenchFailure.environment("taskset cannot pin this program to core " + core + ".");
        }
    }

    /** The command, pinned. The program that is started becomes the command, so its process id is the command's. */
    public static List<String> pinned(int core, List<String> command) {
        List<String> pinned = new ArrayList<>(List.of("taskset", "-c", String.valueOf(core)));
        pinned.addAll(command);
        return List.copyOf(pinned);
    }
}
