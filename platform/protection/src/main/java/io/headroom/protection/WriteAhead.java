package io.headroom.protection;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Commits each arrow of the protocol before its effect, in the database and in the copy outside it.
 *
 * <p>The two directions are not alike. To <b>relax</b>, both must take the record: without a copy there is no
 * relaxation. To <b>restore</b>, one of them is enough: a database that is gone must not keep a protection open. A
 * record that has moved on in the database always stops its writer.
 */
public final class WriteAhead {
    private static final Logger LOG = System.getLogger(WriteAhead.class.getName());

    private final @Nullable RelaxationJournal database;
    private final FileJournal copy;

    private WriteAhead(@Nullable RelaxationJournal database, FileJournal copy) {
        this.database = database;
        this.copy = copy;
    }

    public static WriteAhead inDatabaseAndCopy(RelaxationJournal database, FileJournal copy) {
        return new WriteAhead(database, copy);
    }

    /** For whoever has no database, or has lost it for good. */
    public static WriteAhead inCopyOnly(FileJournal copy) {
        return new WriteAhead(null, copy);
    }

    void plan(Relaxation relaxation) {
        if (database == null) {
            copy.insert(relaxation);
            return;
        }
        database.insert(relaxation);
        copy.follow(relaxation);
    }

    void commit(Relaxation next, ProtectionState from) {
        if (database == null) {
            copy.advance(next, from);
        } else if (next.state().restores()) {
            commitSomewhere(database, next, from);
        } else {
            database.advance(next, from);
            copy.follow(next);
        }
    }

    private void commitSomewhere(RelaxationJournal database, Relaxation next, ProtectionState from) {
        try {
            database.advance(next, from);
        } catch (StaleRelaxationException moved) {
            throw moved;
        } catch (RuntimeException unreachable) {
            warn(
                    "The database did not take " + next.state() + " of " + next.id() + "; the copy outside it decides",
                    unreachable);
            copy.advance(next, from);
            return;
        }
        try {
            copy.follow(next);
        } catch (StaleRelaxationException moved) {
            throw moved;
        } catch (RuntimeException unwritable) {
            warn("The copy did not take " + next.state() + " of " + next.id() + "; the database did", unwritable);
        }
    }

    /**
     * The database's word, or the copy's where the database does not answer or has lost the row, which it then gets
     * back.
     */
    Optional<Relaxation> find(String id) {
        if (database == null) {
            return copy.find(id);
        }
        try {
            var row = database.find(id);
            if (row.isPresent()) {
                return row;
            }
            var kept = copy.find(id);
            kept.ifPresent(database::insert);
            return kept;
        } catch (RuntimeException unreachable) {
            warn("The database does not say how far " + id + " is; the copy outside it decides", unreachable);
            return copy.find(id);
        }
    }

    /** All that are not over, in the database or in the copy alone. */
    List<Relaxation> open() {
        if (database == null) {
            return copy.open();
        }
        List<Relaxation> rows;
        try {
            rows = database.open();
        } catch (RuntimeException unreachable) {
            warn("The database does not say which relaxations are open; the copy outside it decides", unreachable);
            return copy.open();
        }
        var all = new ArrayList<>(rows);
        for (var kept : copyOf(rows)) {
            find(kept.id()).ifPresent(found -> {
                if (!found.state().isFinal()) {
                    all.add(found);
                } else {
                    copy.follow(found);
                }
            });
        }
        return List.copyOf(all);
    }

    /** What the copy holds open and the rows do not. */
    private List<Relaxation> copyOf(List<Relaxation> rows) {
        try {
            var known = rows.stream().map(Relaxation::id).toList();
            return copy.open().stream()
                    .filter(kept -> !known.contains(kept.id()))
                    .toList();
        } catch (RuntimeException unreadable) {
            warn("The copy does not say which relaxations are open; the database did", unreadable);
            return List.of();
        }
    }

    private static void warn(String what, RuntimeException cause) {
        LOG.log(Level.WARNING, what + ": " + cause.getMessage());
    }
}
