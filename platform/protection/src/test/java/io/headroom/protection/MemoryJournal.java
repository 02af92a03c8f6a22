package io.headroom.protection;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Stands for the database: outlives a driver, not the process. It can be taken away. */
public final class MemoryJournal implements RelaxationJournal {
    private final Map<String, Relaxation> rows = new LinkedHashMap<>();
    private boolean gone;

    synchronized void gone(boolean gone) {
        this.gone = gone;
    }

    synchronized void forgetEverything() {
        rows.clear();
    }

    @Override
    public synchronized void insert(Relaxation relaxation) {
        requireThere();
        if (rows.putIfAbsent(relaxation.id(), relaxation) != null) {
            throw StaleRelaxationException.alreadyThere(relaxation);
        }
    }

    @Override
    public synchronized void advance(Relaxation next, ProtectionState from) {
        requireThere();
        var stored = rows.get(next.id());
        if (stored == null || stored.state() != from || stored.epoch() > next.epoch()) {
            throw StaleRelaxationException.moved(next, from);
        }
        rows.put(next.id(), next);
    }

    @Override
    public synchronized Optional<Relaxation> find(String id) {
        requireThere();
        return Optional.ofNullable(rows.get(id));
    }

    @Override
    public synchronized List<Relaxation> open() {
        requireThere();
        return rows.values().stream()
                .filter(row -> !row.state().isFinal())
                .sorted(Comparator.comparing(Relaxation::plannedAt).thenComparing(Relaxation::id))
                .toList();
    }

    private void requireThere() {
        if (gone) {
            throw new IllegalStateException("the database is gone");
        }
    }
}
