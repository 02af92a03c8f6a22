package io.headroom.platform.finding;

import io.headroom.protocol.run.RunResult;
import java.time.Instant;
import java.util.Optional;

/**
 * A finding from run to run.
 *
 * <pre>
 * state         seen again                      a run that could have seen it does not     a person
 * OPEN          OPEN                            FIXED                                      ACKNOWLEDGED, ACCEPTED
 * ACKNOWLEDGED  ACKNOWLEDGED                    FIXED                                      ACCEPTED
 * ACCEPTED      ACCEPTED; OPEN once time is up  FIXED                                      ACKNOWLEDGED, ACCEPTED anew
 * FIXED         OPEN: it has come back          FIXED                                      –
 * </pre>
 *
 * @param latest as the last run that saw it told it
 * @param conditions under which that run measured: only a run under the same can show that it is gone
 * @param firstRun that saw it; {@code lastRun} likewise
 * @param who acknowledged or accepted it
 * @param why it was accepted
 * @param acceptedUntil when it is to be looked at again
 * @param fixedBy the run that showed that it is gone
 */
record KnownFinding(
        String id,
        String service,
        RunResult.Finding latest,
        String conditions,
        State state,
        String firstRun,
        String lastRun,
        Instant lastSeen,
        Optional<String> who,
        Optional<String> why,
        Optional<Instant> acceptedUntil,
        Optional<String> fixedBy) {

    enum State {
        OPEN,
        ACKNOWLEDGED,
        ACCEPTED,
        FIXED
    }

    static KnownFinding first(String id, Sighting sighting, RunResult.Finding finding) {
        return new KnownFinding(
                id,
                sighting.service(),
                finding,
                sighting.conditions(),
                State.OPEN,
                sighting.run(),
                sighting.run(),
                sighting.at(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** A run in which something was seen, or could have been. */
    record Sighting(String service, String run, String conditions, Instant at) {}

    KnownFinding seenAgain(Sighting sighting, RunResult.Finding finding) {
        boolean isOver = state == State.FIXED
                || state == State.ACCEPTED
                        && acceptedUntil
                                .filter(until -> !sighting.at().isBefore(until))
                                .isPresent();
        return new KnownFinding(
                id,
                service,
                finding,
                sighting.conditions(),
                isOver ? State.OPEN : state,
                firstRun,
                sighting.run(),
                sighting.at(),
                isOver ? Optional.empty() : who,
                isOver ? Optional.empty() : why,
                isOver ? Optional.empty() : acceptedUntil,
                Optional.empty());
    }

    /** @param run that could have seen it, and did not */
    KnownFinding gone(String run) {
        return state == State.FIXED ? this : with(State.FIXED, who, why, acceptedUntil, Optional.of(run));
    }

    KnownFinding acknowledged(String person) {
        return with(State.ACKNOWLEDGED, Optional.of(person), Optional.empty(), Optional.empty(), Optional.empty());
    }

    KnownFinding accepted(String person, String reason, Instant until) {
        return with(State.ACCEPTED, Optional.of(person), Optional.of(reason), Optional.of(until), Optional.empty());
    }

    private KnownFinding with(
            State next,
            Optional<String> person,
            Optional<String> reason,
            Optional<Instant> until,
            Optional<String> fixing) {
        return new KnownFinding(
                id, service, latest, conditions, next, firstRun, lastRun, lastSeen, person, reason, until, fixing);
    }
}
