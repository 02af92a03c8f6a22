package io.headroom.platform.home;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where this platform lives. Set by {@link io.headroom.platform.Platform} before the application starts. */
@ConfigMapping(prefix = "headroom")
public interface Installation {

    /** The repository's or distribution's root, where the other applications stand. */
    Path root();

    /** The data folder. */
    Path data();

    /** Where the platform answers, without a trailing slash. */
    String url();

    /** Whether other platforms may use the same database. */
    @WithDefault("false")
    boolean sharesDatabase();

    /** A folder below the data folder, created if missing. */
    default Path folder(String name) {
        try {
            return Files.createDirectories(data().resolve(name));
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot create " + data().resolve(name), failure);
        }
    }

    /** The Java of this process, for processes of our own. */
    default Path java() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }
}
