package io.headroom.bench.command;

import io.headroom.bench.report.Document;
import io.headroom.bench.report.Row;
import io.headroom.bench.report.RowTable;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where rows go, and whether their goals have to be met: asked alike by every bench. */
final class ReportOptions {

    private static final int UNMET = 2;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the rows to this file, too.")
    @Nullable
    Path json;

    @Option(names = "--require", description = "End with 2 if a goal is not met.")
    boolean require;

    /** Prints the rows, and writes them where that was asked for. */
    void tell(Document document) throws IOException {
        RowTable.lines(document.rows()).forEach(System.out::println);
        if (json != null) {
            document.write(json);
        }
    }

    int exitCode(Document document) {
        return require && document.rows().stream().anyMatch(Row::isUnmet) ? UNMET : 0;
    }
}
