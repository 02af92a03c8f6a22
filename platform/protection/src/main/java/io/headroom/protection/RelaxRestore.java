package io.headroom.protection;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Relaxes protections and restores them, through a record that is always ahead of what happens at the target.
 *
 * <p>Everything here may be called again after a crash at any point, by this process or another: {@link #relax} goes on
 * from the record, {@link #restore} undoes from it whatever may have happened. Both make one attempt, bounded in time,
 * that an interrupt ends; to wait and try again is the caller's ({@link Relaxation#retryAfter}). Restoring is never
 * given up: a relaxation stays {@link #open} until it is {@code DISARMED}.
 *
 * <p>The proofs cost five short bursts altogether, of {@value BurstProbe#REQUESTS_MAX} requests at most. At a target on
 * loopback they come from addresses of their own; elsewhere they empty the rate limit's bucket of this machine's
 * address, so do not measure from it through the gateway in the second after a {@link #restore}.
 */
public final class RelaxRestore {
    /** The longest that anything is ever relaxed. */
    public static final Duration RELAXED_MAX = Duration.ofHours(4);

    private final WriteAhead journal;
    private final Function<Protection, ProtectionAdapter> adapters;
    private final Safeguards safeguards;
    private final Clock clock;

    /**
     * @param adapters usually {@code Adapters::of}
     */
    public RelaxRestore(
            WriteAhead journal, Function<Protection, ProtectionAdapter> adapters, Safeguards safeguards, Clock clock) {
        this.journal = journal;
        this.adapters = adapters;
        this.safeguards = safeguards;
        this.clock = clock;
    }

    /**
     * Relaxes a protection for a run's agents alone and proves it; goes on with the run's open relaxation of it where
     * there is one.
     *
     * @return the record in the state {@code VERIFIED_OPEN}; agents show its {@link Relaxation#token}
     * @throws RelaxationRefusedException if it is not relaxed, not narrowly, or not proven; restore it
     * @throws StaleRelaxationException if a newer owner moves it
     * @throws IllegalArgumentException if the deadline is past or too far, or the protection's settings do not make
     *     sense
     */
    public Relaxation relax(RelaxRequest request) throws RelaxationRefusedException, InterruptedException {
        var existing = openFor(request);
        var protection = existing.map(Relaxation::protection).orElse(request.protection());
        // Made before anything is written down, as it refuses a protection whose coordinates make no sense.
        var adapter = adapters.apply(protection);
        var relaxation = existing.isPresent() ? existing.get() : plan(request);
        if (!Objects.equals(relaxation.wide(), request.wide())) {
            throw new RelaxationRefusedException(
                    relaxation,
                    "The protection '" + request.protection().name() + "' is being relaxed for the run " + request.run()
                            + " to another extent (" + relaxation.extent() + "). Restore that relaxation first.");
        }
        var token = relaxation.token();
        if (token != null && !token.equals(AgentToken.mint(relaxation.run(), relaxation.deadline(), request.key()))) {
            throw new RelaxationRefusedException(
                    relaxation,
                    "The protection '" + request.protection().name() + "' is being relaxed for the run " + request.run()
                            + " with another key. Give each run one key, or restore that relaxation first.");
        }
        var progress = new Progress(journal, clock, request.epoch());
        return new Relaxing(progress, adapter, proof(adapter), safeguards.guard(), request.key()).run(relaxation);
    }

    /**
     * Makes one attempt to undo a relaxation, from whatever state it is in, and to prove that the protection blocks
     * again.
     *
     * @param id of the relaxation ({@link Relaxation#id})
     * @param epoch the fencing number of its owner, not smaller than the last one that wrote it
     * @return the record: {@code DISARMED}, or {@code CONFLICT} or {@code RESTORE_FAILED} with a message; then call
     *     again after {@link Relaxation#retryAfter}, for ever
     * @throws StaleRelaxationException if somebody else moves it meanwhile; call again
     * @throws IllegalArgumentException if there is no such relaxation
     */
    public Relaxation restore(String id, long epoch) throws InterruptedException {
        var relaxation = find(id);
        var adapter = adapters.apply(relaxation.protection());
        var progress = new Progress(journal, clock, epoch);
        return new Restoring(progress, adapter, proof(adapter), safeguards.environment()).run(relaxation);
    }

    /**
     * Takes down that a person has looked at a relaxation that alarms. Restoring goes on where it is not done; a
     * conflict that is closed may then end.
     *
     * @param who the person
     * @throws StaleRelaxationException if somebody else moves it meanwhile; call again
     * @throws IllegalArgumentException if there is no such relaxation, or it does not alarm
     */
    public Relaxation acknowledge(String id, String who, long epoch) {
        var relaxation = find(id);
        if (!relaxation.alarms() || who.isBlank()) {
            throw new IllegalArgumentException("The relaxation " + id + " is " + relaxation.state()
                    + " and acknowledged by '" + relaxation.acknowledgedBy()
                    + "': only an alarm can be acknowledged, once, and by somebody who is named.");
        }
        var progress = new Progress(journal, clock, epoch);
        return progress.commitInPlace(relaxation, edit -> edit.acknowledgedBy = who);
    }

    /** The headers that agents show to the protections that are open for a run; empty if none is. */
    public Map<String, String> passes(String run) {
        var headers = new LinkedHashMap<String, String>();
        for (var relaxation : journal.open()) {
            var token = relaxation.token();
            if (relaxation.run().equals(run) && token != null) {
                headers.putAll(adapters.apply(relaxation.protection()).pass(token, relaxation.artefact()));
            }
        }
        return headers;
    }

    private Relaxation find(String id) {
        return journal.find(id)
                .orElseThrow(() -> new IllegalArgumentException(
                        "There is no relaxation " + id + " on record, in the database or in the copy outside it."));
    }

    private Proof proof(ProtectionAdapter adapter) {
        return new Proof(safeguards.probe(), adapter);
    }

    /**
     * All relaxations that are not over, in the database or in the copy outside it: restore those whose run has no
     * living owner.
     */
    public List<Relaxation> open() {
        return journal.open();
    }

    /**
     * Takes away what Headroom left at a target, record or no record: every artefact with our name whose deadline is
     * past or whose run does not live. Other people's exemptions are not touched.
     *
     * <p>Call it once at start-up, after {@link #restore} of what is {@link #open}, for each protection of each
     * environment that is not destroyed, as its outputs name them:
     *
     * <pre>{@code
     * for (Environment environment : notDestroyed())
     *     for (Protection protection : protectionsOf(environment.outputs()))
     *         report(protocol.sweep(protection, run -> isRunning(run)));
     * }</pre>
     *
     * What it removes had no record: say so, since a record must have been lost. A target that is gone is a problem in
     * its answer, which an environment that is being destroyed explains. At local-cloud each environment has a gateway
     * of its own, so only its own run's artefacts can be there, and they end with it.
     *
     * @param runLives whether a run is alive, in this installation or another that shares the target; when in doubt
     *     true, since the artefact expires by itself
     */
    public Sweep sweep(Protection protection, Predicate<String> runLives) throws InterruptedException {
        return Sweep.of(adapters.apply(protection), runLives, clock);
    }

    private Optional<Relaxation> openFor(RelaxRequest request) {
        return journal.open().stream()
                .filter(relaxation -> relaxation.run().equals(request.run())
                        && relaxation
                                .protection()
                                .name()
                                .equals(request.protection().name()))
                .findFirst();
    }

    private Relaxation plan(RelaxRequest request) {
        var now = clock.instant();
        if (!request.deadline().isAfter(now) || request.deadline().isAfter(now.plus(RELAXED_MAX))) {
            throw new IllegalArgumentException("The deadline " + request.deadline() + " of the protection '"
                    + request.protection().name() + "' must be after now (" + now + ") and at most "
                    + RELAXED_MAX.toHours() + " h ahead. Choose another.");
        }
        var planned = Relaxation.planned(request, now);
        journal.plan(planned);
        return planned;
    }
}
