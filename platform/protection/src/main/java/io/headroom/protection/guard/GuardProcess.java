package io.headroom.protection.guard;

import io.headroom.protection.Guard;
import io.headroom.protection.Relaxation;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Sees to it that a guard stands over a file journal, as a process that outlives this one, and reads back from it what
 * it watches.
 */
public final class GuardProcess implements Guard {
    private static final Duration ARMED_WITHIN = Duration.ofSeconds(20);
    private static final Duration START_AGAIN_AFTER = Duration.ofSeconds(4);
    private static final Duration LOOK = Duration.ofMillis(25);

    /** A report that is older is not one of a guard that looks. */
    private static final Duration REPORT_AGE_MAX = Duration.ofSeconds(5);

    /** Gives the process a session of its own, so that no signal to ours reaches it. */
    private static final Path SETSID = Path.of("/usr/bin/setsid");

    private final GuardFolder folder;
    private final List<String> command;
    private final Clock clock;
    private final Duration armedWithin;

    /**
     * @param journal folder of the relaxations' file journal
     * @param command starts {@link HeadroomGuard} on that folder
     */
    public GuardProcess(Path journal, List<String> command, Clock clock) {
        this(journal, command, clock, ARMED_WITHIN);
    }

    GuardProcess(Path journal, List<String> command, Clock clock, Duration armedWithin) {
        this.armedWithin = armedWithin;
        this.folder = GuardFolder.in(journal);
        this.command = List.copyOf(command);
        this.clock = clock;
    }

    @Override
    public Standing arm(Relaxation relaxation) throws InterruptedException {
        long begin = System.nanoTime();
        long lastStart = begin - START_AGAIN_AFTER.toNanos();
        while (System.nanoTime() - begin < armedWithin.toNanos()) {
            var report = folder.report().filter(this::isAlive);
            if (report.filter(said -> said.watches().contains(relaxation.id())).isPresent()) {
                return new Armed("guard process " + report.orElseThrow().pid());
            }
            if (report.isEmpty() && System.nanoTime() - lastStart >= START_AGAIN_AFTER.toNanos()) {
                lastStart = System.nanoTime();
                try {
                    start();
                } catch (IOException failure) {
                    return new Missing("The guard process does not start: " + failure.getMessage() + ". Check that "
                            + command.getFirst() + " can be run.");
                }
            }
            TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
        }
        return new Missing("The guard process did not say within " + armedWithin.toMillis()
                + " ms that it watches this relaxation: see " + folder.log() + ".");
    }

    private boolean isAlive(GuardFolder.Report report) {
        var age = Duration.between(report.at(), clock.instant()).abs();
        return age.compareTo(REPORT_AGE_MAX) < 0
                && ProcessHandle.of(report.pid()).filter(ProcessHandle::isAlive).isPresent();
    }

    private void start() throws IOException {
        var whole = new ArrayList<String>();
        if (Files.isExecutable(SETSID)) {
            whole.add(SETSID.toString());
        }
        whole.addAll(command);
        new ProcessBuilder(whole)
                .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(folder.log().toFile()))
                .start();
    }
}
