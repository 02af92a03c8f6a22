package io.headroom.protection;

final class MemoryJournalTest extends RelaxationJournalContract {
    private final MemoryJournal journal = new MemoryJournal();

    @Override
    protected RelaxationJournal journal() {
        return journal;
    }
}
