package io.headroom.protection.guard;

import io.headroom.protection.AgentKey;
import io.headroom.protection.BurstProbe;
import io.headroom.protection.FileJournal;
import io.headroom.protection.MemoryJournal;
import io.headroom.protection.RelaxRequest;
import io.headroom.protection.RelaxRestore;
import io.headroom.protection.RelaxationJson;
import io.headroom.protection.Safeguards;
import io.headroom.protection.Wide;
import io.headroom.protection.WriteAhead;
import io.headroom.protection.adapter.Adapters;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A platform that opens protections for everybody and lives until it is killed. Its database is in its memory, so that
 * it is gone with it.
 *
 * <p>Arguments: the folder of the file journal, a folder of planned relaxations, and the guard's command.
 */
final class DoomedPlatform {
    static final AgentKey KEY = new AgentKey("0123456789abcdef0123456789abcdef".getBytes());
    private static final int HEARTBEAT_MILLIS = 250;

    private DoomedPlatform() {}

    static void main(String[] arguments) throws Exception {
        var journal = Path.of(arguments[0]);
        var heartbeat = new Heartbeat(journal);
        try (var timer = Executors.newSingleThreadScheduledExecutor()) {
            timer.scheduleAtFixedRate(heartbeat::beat, 0, HEARTBEAT_MILLIS, TimeUnit.MILLISECONDS);
            var command = List.of(arguments).subList(2, arguments.length);
            var guard = new GuardProcess(journal, command, Clock.systemUTC());
            var driver = new RelaxRestore(
                    WriteAhead.inDatabaseAndCopy(new MemoryJournal(), new FileJournal(journal)),
                    Adapters::of,
                    new Safeguards(BurstProbe.standard(), guard, relaxation -> false),
                    Clock.systemUTC());
            try (var files = Files.newDirectoryStream(Path.of(arguments[1]))) {
                for (var file : files) {
                    var planned = RelaxationJson.read(Files.readString(file));
                    driver.relax(new RelaxRequest(
                                    planned.run(), planned.protection(), planned.target(), planned.deadline(), KEY, 7)
                            .openedWide(new Wide("to be left open", "nobody who will be there")));
                }
            }
            System.out.println("open");
            Thread.currentThread().join();
        }
    }
}
