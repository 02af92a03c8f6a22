package io.headroom.agent.demo;

import io.headroom.agent.CommandFailure;
import io.headroom.agent.ExitCode;
import io.headroom.agent.platform.DataFolder;
import io.headroom.agent.platform.RunDocument;
import io.headroom.agent.quantity.FileTrouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Where a result document goes.
 *
 * @param folder gets every report
 * @param json gets this one as well, if the user named a file
 */
record Reports(DataFolder folder, @Nullable Path json) {

    /** Fails now rather than after minutes of measuring, if the user's file cannot be written. An existing file is left as it is until then. */
    void prove() {
        if (json == null) {
            return;
        }
        try {
            Path target = json.toAbsolutePath();
            boolean existed = Files.exists(target);
            Files.newByteChannel(target, StandardOpenOption.WRITE, StandardOpenOption.CREATE)
                    .close();
            if (!existed) {
                Files.delete(target);
            }
        } catch (IOException failure) {
            throw unwritable(json, failure, ExitCode.USAGE);
        }
    }

    /** Writes the document where the platform has not, and returns the report's path. */
    Path write(RunDocument document) {
        Path report = folder.reports().resolve(document.result().run() + ".json");
        if (!Files.exists(report)) {
            writeTo(report, document.json(), ExitCode.ENVIRONMENT);
        }
        if (json != null) {
            writeTo(json, document.json(), ExitCode.USAGE);
        }
        return report;
    }

    private static void writeTo(Path file, String text, ExitCode exitCode) {
        try {
            Files.writeString(file, text);
        } catch (IOException failure) {
            throw unwritable(file, failure, exitCode);
        }
    }

    private static CommandFailure unwritable(Path file, IOException failure, ExitCode exitCode) {
        return new CommandFailure(
                exitCode,
                "The file %s cannot be written (%s): name one in a folder that exists and that you may write to."
                        .formatted(file, FileTrouble.of(failure)));
    }
}
