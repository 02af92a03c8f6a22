package io.headroom.platform.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.headroom.protocol.run.RunEvent;
import io.headroom.protocol.run.RunEvent.Severity;
import io.headroom.protocol.run.RunRequest;
import io.headroom.protocol.run.RunView;
import io.headroom.protocol.run.RunView.StageState;
import io.smallrye.mutiny.Multi;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** The door to runs: start one, look at it, watch it, stop it, settle what a dead platform left. */
@ApplicationScoped
public class Runs {

    /** Runs share one machine's agents and each other's noise; more than one at a time would spoil both measurements. */
    private static final int ACTIVE_MAX = 1;

    private static final int LISTED_MAX = 200;

    private static final String NOT_CONFIRMED =
            "this platform could not renew its lease on the run in time: the load was stopped, and everything is put back";
    private static final String TAKEN_OVER = "another platform drives the run now: this one had not renewed its lease";

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final RunPlan plan;
    private final RunJournal journal;
    private final Ownership ownership;
    private final ObjectMapper json;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, RunDriver> active = new ConcurrentHashMap<>();

    Runs(RunPlan plan, RunJournal journal, Ownership ownership, ObjectMapper json, Clock clock) {
        this.plan = plan;
        this.journal = journal;
        this.ownership = ownership;
        this.json = json;
        this.clock = clock;
    }

    /**
     * @throws RunPlan.InvalidRequest if the request cannot become a run
     * @throws RunPlan.Unable if this machine lacks what every run needs
     * @throws Busy if another run is under way
     */
    public RunView start(RunRequest request) {
        return start(request, newName());
    }

    /**
     * The same, for whoever has to know the run's name before there is a run.
     *
     * @param id from {@link #newName}
     */
    public synchronized RunView start(RunRequest request, String id) {
        plan.check(request);
        forgetFinished();
        if (active.size() >= ACTIVE_MAX) {
            throw new Busy(active.keySet().iterator().next());
        }
        List<Stage> stages = plan.stages(request);
        Instant now = clock.instant();
        List<RunView.Stage> pending = stages.stream()
                .map(stage -> new RunView.Stage(stage.name(), StageState.PENDING, null, null, null))
                .toList();
        RunView view = new RunView(id, request, now, null, RunView.State.RUNNING, null, null, null, pending);
        ownership.take(id); // a new name is nobody else's
        journal.create(view);
        drive(RunDriver.beginning(stages, record(view, stages, List.of())));
        return view;
    }

    /** A name that no run has had, sortable by time. */
    public String newName() {
        return STAMP.format(clock.instant()) + "-" + String.format(Locale.ROOT, "%04x", random.nextInt(0x10000));
    }

    /**
     * @throws RunPlan.InvalidRequest if the request cannot become a run
     * @throws RunPlan.Unable if this machine lacks what every run needs
     */
    public void check(RunRequest request) {
        plan.check(request);
    }

    /** Takes over every run that its platform left unfinished and that nobody else drives: puts everything back, and says so. */
    public synchronized List<RunView> settleAbandoned() {
        List<RunView> abandoned = journal.unfinished().stream()
                .filter(view -> ownership.take(view.id()))
                .toList();
        abandoned.forEach(this::settle);
        return abandoned;
    }

    /**
     * Puts back a run whose lease was taken from an owner that fell silent, this very platform perhaps.
     *
     * @return whether there is anything of it to be driven on
     */
    public synchronized boolean settleTaken(String run) {
        RunDriver here = active.get(run);
        if (here != null && isUnderWay(here)) {
            here.lose(NOT_CONFIRMED);
            return true;
        }
        Optional<RunView> left = journal.find(run).filter(view -> view.state() == RunView.State.RUNNING);
        left.ifPresent(this::settle);
        return left.isPresent();
    }

    private void settle(RunView view) {
        List<Stage> stages = begun(view);
        RunRecord left = record(view, stages, journal.events(view.id(), 0));
        drive(RunDriver.takingOver(stages, left));
    }

    /** Stops what is not surely this platform's any more, and lets go of what is another's. */
    void heedOwnership() {
        for (RunDriver driver : active.values()) {
            if (isUnderWay(driver) && ownership.standing(driver.run()) == Ownership.Standing.LOST) {
                if (ownership.take(driver.run())) {
                    driver.lose(NOT_CONFIRMED);
                } else {
                    driver.leave(TAKEN_OVER);
                    active.remove(driver.run(), driver);
                }
            }
        }
    }

    private static boolean isUnderWay(RunDriver driver) {
        return driver.view().state() == RunView.State.RUNNING;
    }

    /** Only the stages that the run has rows for: an earlier version may have planned fewer. */
    private List<Stage> begun(RunView view) {
        Set<String> planned = view.stages().stream().map(RunView.Stage::name).collect(Collectors.toUnmodifiableSet());
        return plan.stages(view.request()).stream()
                .filter(stage -> planned.contains(stage.name()))
                .toList();
    }

    public Optional<RunView> find(String run) {
        RunDriver driver = active.get(run);
        return driver == null ? journal.find(run) : Optional.of(driver.view());
    }

    /** @return newest first */
    public List<RunView> newest() {
        return journal.newest(LISTED_MAX).stream()
                .map(view -> find(view.id()).orElse(view))
                .toList();
    }

    /** @return the events after {@code sequence}, then those to come, until the run is over */
    public Multi<RunEvent> watch(String run, long sequence) {
        RunDriver driver = active.get(run);
        return driver == null
                ? Multi.createFrom().iterable(journal.events(run, sequence))
                : driver.record().events().watch(sequence);
    }

    /** @return the result document as JSON, empty while there is none */
    public Optional<String> result(String run) {
        RunDriver driver = active.get(run);
        if (driver == null) {
            return journal.result(run);
        }
        return driver.view().state() == RunView.State.FINISHED ? driver.record().result() : Optional.empty();
    }

    /** Ends a run early; it restores and destroys before it is finished. Does nothing to a run that is over. */
    public void stop(String run, String reason) {
        RunDriver driver = active.get(run);
        if (driver != null) {
            driver.stop(reason);
        }
    }

    /** @return the runs that have not ended */
    public List<String> underWay() {
        return active.values().stream()
                .filter(Runs::isUnderWay)
                .map(RunDriver::run)
                .toList();
    }

    /** Has every run that is under way note something that its reader should know. */
    public void warn(String text) {
        active.values().stream().filter(Runs::isUnderWay).forEach(driver -> driver.note(Severity.WARNING, text));
    }

    /** Ends every run and waits until each has put everything back, at most {@code limit} each. */
    public void stopAll(String reason, Duration limit) throws InterruptedException {
        active.values().forEach(driver -> driver.stop(reason));
        for (RunDriver driver : active.values()) {
            driver.join(limit);
        }
    }

    void flush() {
        active.values().forEach(driver -> driver.record().events().flush());
    }

    private RunRecord record(RunView view, List<Stage> stages, List<RunEvent> earlier) {
        RunOutputs outputs = new RunOutputs(json, journal, view.id(), stages.size() - 1);
        RunEvents events = new RunEvents(view.id(), journal, clock, earlier);
        return new RunRecord(view, journal, outputs, events, clock);
    }

    private void drive(RunDriver driver) {
        active.put(driver.run(), driver);
        driver.start();
    }

    private void forgetFinished() {
        active.values().removeIf(driver -> driver.view().state() == RunView.State.FINISHED);
    }

    /** Another run is under way. */
    public static final class Busy extends RuntimeException {
        Busy(String run) {
            super("run " + run + " is under way: wait for it, or stop it");
        }
    }
}
