package io.headroom.platform.protection;

import io.headroom.protection.ProtectionState;
import io.headroom.protection.Relaxation;
import io.headroom.protection.RelaxationJournal;
import io.headroom.protection.RelaxationJson;
import io.headroom.protection.StaleRelaxationException;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;

/** Relaxations in PostgreSQL: each call is one committed transaction, and a row only moves on from the state its writer saw. */
@ApplicationScoped
class DatabaseRelaxationJournal implements RelaxationJournal {

    @Override
    public void insert(Relaxation relaxation) {
        QuarkusTransaction.requiringNew().run(() -> {
            if (RelaxationRow.findById(relaxation.id()) != null) {
                throw StaleRelaxationException.alreadyThere(relaxation);
            }
            RelaxationRow row = new RelaxationRow();
            row.id = relaxation.id();
            row.run = relaxation.run();
            row.planned = relaxation.plannedAt();
            copy(relaxation, row);
            row.persistAndFlush();
        });
    }

    @Override
    public void advance(Relaxation next, ProtectionState from) {
        QuarkusTransaction.requiringNew().run(() -> {
            RelaxationRow row = RelaxationRow.findById(next.id(), LockModeType.PESSIMISTIC_WRITE);
            if (row == null || !row.state.equals(from.name()) || row.epoch > next.epoch()) {
                throw StaleRelaxationException.moved(next, from);
            }
            copy(next, row);
        });
    }

    @Override
    public Optional<Relaxation> find(String id) {
        return QuarkusTransaction.requiringNew()
                .call(() ->
                        RelaxationRow.<RelaxationRow>findByIdOptional(id).map(row -> RelaxationJson.read(row.body)));
    }

    @Override
    public List<Relaxation> open() {
        return read("open", true);
    }

    /** A fencing number greater than any that was given out before. */
    long nextEpoch() {
        return QuarkusTransaction.requiringNew()
                .call(() -> ((Number) RelaxationRow.getEntityManager()
                                .createNativeQuery("select nextval('owner_epoch')")
                                .getSingleResult())
                        .longValue());
    }

    List<Relaxation> ofRun(String run) {
        return read("run", run);
    }

    private static List<Relaxation> read(String column, Object value) {
        return QuarkusTransaction.requiringNew()
                .call(() ->
                        RelaxationRow.<RelaxationRow>find(
                                        column, Sort.by("planned").and("id"), value)
                                .list()
                                .stream()
                                .map(row -> RelaxationJson.read(row.body))
                                .toList());
    }

    private static void copy(Relaxation relaxation, RelaxationRow row) {
        row.state = relaxation.state().name();
        row.epoch = relaxation.epoch();
        row.open = !relaxation.state().isFinal();
        row.body = RelaxationJson.write(relaxation);
    }
}
