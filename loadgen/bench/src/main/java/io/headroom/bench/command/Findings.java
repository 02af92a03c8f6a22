package io.headroom.bench.command;

import io.headroom.bench.report.Document;
import io.headroom.bench.report.Machine;
import io.headroom.bench.report.Row;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Rows as they come. They are told once: when the bench ends, however it ends, or when somebody interrupts it before. */
final class Findings implements AutoCloseable {

    private final String bench;
    private final ReportOptions report;
    private final List<Row> rows = new ArrayList<>();
    private final Thread onExit = new Thread(this::tellInterrupted, "tell what was measured");
    private boolean told;

    Findings(String bench, ReportOptions report) {
        this.bench = bench;
        this.report = report;
        Runtime.getRuntime().addShutdownHook(onExit);
    }

    synchronized void add(List<Row> more) {
        rows.addAll(more);
    }

    /** All that was found so far. */
    synchronized Document document() throws IOException {
        return new Document(bench, Machine.thisOne(), List.copyOf(rows));
    }

    @Override
    public void close() throws IOException {
        tell();
        try {
            Runtime.getRuntime().removeShutdownHook(onExit);
        } catch (IllegalStateException interrupted) {
            // the program is ending already, and what there is was told
        }
    }

    private void tellInterrupted() {
        try {
            tell();
        } catch (IOException e) {
            System.err.println("headroom: what was measured cannot be written: " + e.getMessage());
        }
    }

    private synchronized void tell() throws IOException {
        if (!told && !rows.isEmpty()) {
            told = true;
            report.tell(document());
        }
    }
}
