package io.headroom.telemetry.figures;

/** Adds up how long a named part of an instance's work took. Not thread-safe. */
final class SectionTally {

    /** What is added up together. */
    record Row(String service, String instance, String name) {}

    private final Row row;
    private final Times times = new Times();

    SectionTally(Row row) {
        this.row = row;
    }

    void add(long nanos) {
        times.add(nanos);
    }

    SectionFigures figures() {
        return new SectionFigures(row.service(), row.instance(), row.name(), times.figures());
    }
}
