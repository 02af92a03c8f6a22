package io.headroom.bench.report;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a bench found. Ratios compare; absolute figures are this machine's.
 *
 * @param bench what was benched, for example {@code engine}
 */
public record Document(String bench, Machine machine, List<Row> rows) {

    private static final DefaultPrettyPrinter PRINTER =
            new DefaultPrettyPrinter().withArrayIndenter(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE);

    public String json() throws IOException {
        return new ObjectMapper().writer(PRINTER).writeValueAsString(this) + "\n";
    }

    public void write(Path file) throws IOException {
        Files.writeString(file, json());
    }
}
