package io.headroom.platform.campaign;

import io.headroom.capacity.Figures;
import io.headroom.platform.run.Conclusion;
import io.headroom.platform.run.RunContext;
import io.headroom.platform.scenario.Scenarios;
import io.headroom.platform.trend.Night;
import io.headroom.platform.trend.Series;
import io.headroom.platform.trend.Suspicion;
import io.headroom.platform.trend.Tonight;
import io.headroom.platform.trend.Trend;
import io.headroom.protocol.Fault;
import io.headroom.protocol.capacity.MeasuredCapacity;
import io.headroom.protocol.run.RunEvent.Severity;
import io.headroom.protocol.run.RunRegression;
import io.headroom.protocol.run.RunRequest;
import io.headroom.protocol.run.Verdict;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleFunction;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Enters a valid run into the series that it belongs to, and says how its maximum compares with the nights before. */
@ApplicationScoped
class Nights {

    private static final Logger LOG = Logger.getLogger(Nights.class);
    private static final int FINGERPRINT_LENGTH = 16;

    private final Trend trend;
    private final Scenarios scenarios;

    Nights(Trend trend, Scenarios scenarios) {
        this.trend = trend;
        this.scenarios = scenarios;
    }

    /** @return absent if the run says nothing about the service, or there are too few runs to compare with */
    @Nullable
    RunRegression judge(
            RunContext context,
            Conclusion conclusion,
            @Nullable MeasuredCapacity one,
            RunRegression.@Nullable Rerun rerun) {
        if (one == null || !isValid(conclusion)) {
            return null;
        }
        try {
            Series series = series(context.request());
            double value = one.maximum().estimate();
            Tonight tonight = trend.enter(series, Night.of(context.run(), context.created(), value));
            Optional<RunRegression> regression =
                    tonight.verdict().map(verdict -> regression(series, tonight, verdict, rerun));
            regression
                    .filter(found -> found.change() != null)
                    .ifPresent(found -> context.note(Severity.WARNING, "the maximum is " + found.sentence()));
            return regression.orElse(null);
        } catch (RuntimeException lost) {
            LOG.warnf("run %s: the series could not be asked: %s", context.run(), lost.getMessage());
            return null;
        }
    }

    /** A service that failed at something else has a maximum all the same; what failed for reasons of ours says nothing. */
    private static boolean isValid(Conclusion conclusion) {
        return conclusion.verdict() == Verdict.PASS
                || conclusion.verdict() == Verdict.FAILED
                        && conclusion
                                .fault()
                                .filter(fault -> fault == Fault.TARGET)
                                .isPresent();
    }

    /** For a run, what a maximum would mean tonight. */
    DoubleFunction<Optional<Suspicion>> suspicions(RunContext context) {
        Series series = series(context.request());
        return tonight -> trend.suspect(series, tonight);
    }

    private static RunRegression regression(
            Series series, Tonight tonight, Tonight.Verdict verdict, RunRegression.@Nullable Rerun rerun) {
        return switch (verdict) {
            case Tonight.Verdict.Ordinary ordinary ->
                new RunRegression(
                        series.id(),
                        tonight.nights(),
                        tonight.value(),
                        "ordinary",
                        null,
                        null,
                        rerun,
                        ordinary.sentence());
            case Tonight.Verdict.Changed changed ->
                new RunRegression(
                        series.id(),
                        tonight.nights(),
                        tonight.value(),
                        changed.confirmed() || (rerun != null && rerun.confirmed()) ? "changed" : "suspected",
                        Figures.rounded(changed.change()),
                        changed.since(),
                        rerun,
                        changed.sentence());
        };
    }

    /**
     * What makes runs comparable: the service, the module's text, the instance, the scenario's text and how thoroughly it was searched. A
     * defect of the sample stands for a change of the service's code, which is what a series is there to notice, so it does not belong to it.
     */
    private Series series(RunRequest request) {
        Scenarios.Source scenario = scenarios.read(request.scenario());
        String instance = WriteReport.instanceClass(request);
        String fingerprint = fingerprint(List.of(
                request.service(), module(Path.of(request.module())), instance, scenario.hash(), request.preset()));
        return new Series(fingerprint, request.service(), instance + ", " + scenario.name() + ", " + request.preset());
    }

    private static String module(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            StringBuilder text = new StringBuilder();
            for (Path file : files.filter(file -> file.toString().endsWith(".tf"))
                    .sorted()
                    .toList()) {
                text.append(Files.readString(file));
            }
            return text.toString();
        } catch (IOException unreadable) {
            throw new IllegalStateException("the module " + folder + " cannot be read any more", unreadable);
        }
    }

    private static String fingerprint(List<String> parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String part : parts) {
                digest.update(part.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            }
            return HexFormat.of().formatHex(digest.digest()).substring(0, FINGERPRINT_LENGTH);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
