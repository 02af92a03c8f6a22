package io.headroom.platform.home;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Tells other processes of this machine where a platform answers. The file may be stale after a crash; the folder's lock never is.
 *
 * @param data its data folder
 */
public record Announcement(String version, String data, long pid, String url) {

    static final String FILE = "platform.json";

    /** @param json this announcement as JSON */
    public void write(Path folder, String json) {
        Path draft = folder.resolve(FILE + ".draft");
        try {
            Files.writeString(draft, json + System.lineSeparator());
            try {
                Files.move(draft, folder.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
            } catch (AtomicMoveNotSupportedException notAtomic) {
                Files.move(draft, folder.resolve(FILE), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot write " + folder.resolve(FILE), failure);
        }
    }
}
