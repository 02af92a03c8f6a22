package io.headroom.protection.guard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/** By which an owner tells its guard that it lives. Only that it changes counts, so no clock needs to be right. */
public final class Heartbeat {
    private final GuardFolder folder;
    private final AtomicLong beats = new AtomicLong();
    private final String owner = ProcessHandle.current().pid() + "-" + System.nanoTime();

    /** @param journal folder of the relaxations' file journal */
    public Heartbeat(Path journal) {
        this.folder = GuardFolder.in(journal);
    }

    /** To be called every 5 s, and only while the owner still owns. */
    public synchronized void beat() {
        try {
            folder.beat(owner + " " + beats.incrementAndGet());
        } catch (IOException failure) {
            throw new UncheckedIOException("The heartbeat in " + folder.journal() + " cannot be written", failure);
        }
    }
}
