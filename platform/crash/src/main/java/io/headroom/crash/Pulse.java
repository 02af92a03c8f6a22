package io.headroom.crash;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/**
 * Does, again and again, the simplest of what restoring consists of: waits, writes a byte to the disk, asks the database. By how
 * much that is late says what the machine, not the protocol, has cost.
 */
final class Pulse implements AutoCloseable {
    private static final Duration BEAT = Duration.ofMillis(100);

    /** A beat on a machine that is busy and does not stall. */
    private static final Duration USUAL = Duration.ofMillis(250);

    private final Path file;
    private final DataSource database;
    private final Thread thread;
    private long lostNanos;
    private long lastNanos = System.nanoTime();

    Pulse(Path file, DataSource database) {
        this.file = file;
        this.database = database;
        this.thread = Thread.ofPlatform().daemon().name("pulse").start(this::beat);
    }

    /** How much was lost since the bench began; the difference of two is what was lost between. */
    synchronized Duration lost() {
        return Duration.ofNanos(lostNanos + lateBy(System.nanoTime()));
    }

    private long lateBy(long nowNanos) {
        return Math.max(0, nowNanos - lastNanos - USUAL.toNanos());
    }

    private synchronized void beaten() {
        var now = System.nanoTime();
        lostNanos += lateBy(now);
        lastNanos = now;
    }

    private void beat() {
        try (var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var connection = database.getConnection();
                var question = connection.prepareStatement("select 1")) {
            while (true) {
                TimeUnit.NANOSECONDS.sleep(BEAT.toNanos());
                channel.write(ByteBuffer.wrap(new byte[1]), 0);
                channel.force(true);
                question.execute();
                beaten();
            }
        } catch (InterruptedException over) {
            // The bench is over.
        } catch (IOException | SQLException nothingBeats) {
            // Then all of the time counts as lost, and nothing that was late is judged.
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
