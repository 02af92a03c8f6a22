package io.headroom.agent.loadtest;

import io.headroom.agent.CommandFailure;
import io.headroom.agent.ExitCode;
import io.headroom.agent.quantity.FileTrouble;
import io.headroom.agent.quantity.Quantities;
import io.headroom.agent.quantity.Setting;
import io.headroom.engine.Load;
import io.headroom.engine.schedule.RateProfile;
import io.headroom.engine.schedule.Segment;
import io.headroom.engine.schedule.UserProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads which load is asked for. There is one way for each shape, and only one may be used at a time:
 *
 * <pre>
 * open    a rate and a time               100/s  30s
 *         stages                          10/s..200/s for 1m,  200/s for 5m
 *         a file of rates                 seconds,requests-per-second
 * closed  users and a time                50  30s
 *         stages                          10..100 users for 1m
 * </pre>
 *
 * @param rate for the open model; {@code time} goes with it or with {@code users}
 * @param pause of the closed model, between two journeys of a user
 */
public record LoadText(
        Optional<Setting> rate,
        Optional<Setting> time,
        Optional<Setting> users,
        Optional<Setting> pause,
        List<Setting> stages,
        Optional<Setting> rates) {

    private static final int USERS_MOST = 1_000_000;
    private static final int RATES_MOST = 1_000_000;

    private static final String A_STAGE =
            "a stage such as '100/s for 30s', '10/s..200/s for 1m' or '10..100 users for 1m'";
    private static final String A_NUMBER_OF_USERS = "a number of users from 1 to 1,000,000";

    private static final Pattern STAGE = Pattern.compile("(.+?)(?:\\s*\\.\\.\\s*(.+?))?(\\s+users?)?\\s+for\\s+(\\S+)");

    /** The load, or a sentence on what is missing, too much or wrong. */
    public Load read() {
        requireOne();
        boolean closed = users.isPresent() || (!stages.isEmpty() && isOfUsers(stages.getFirst()));
        if (pause.isPresent() && !closed) {
            throw wrong("%s belongs to a number of users (--users): a rate has no pauses."
                    .formatted(pause.get().name()));
        }
        if (!closed) {
            return new Load.Open(new RateProfile(open()));
        }
        Duration between = pause.map(Quantities::durationOrZero).orElse(Duration.ZERO);
        return new Load.Closed(new UserProfile(closed()), between);
    }

    private void requireOne() {
        List<String> given = new ArrayList<>();
        rate.ifPresent(setting -> given.add(setting.name()));
        users.ifPresent(setting -> given.add(setting.name()));
        rates.ifPresent(setting -> given.add(setting.name()));
        stages.stream().findFirst().ifPresent(setting -> given.add(setting.name()));
        if (given.isEmpty()) {
            throw wrong(
                    "No load is asked for: say --rate 100/s --for 30s, --users 50 --for 30s, --stage '10/s..200/s for 1m',"
                            + " or --rates FILE.");
        }
        if (given.size() > 1) {
            throw wrong("%s exclude each other: each says the whole load.".formatted(String.join(" and ", given)));
        }
        boolean timed = rate.isPresent() || users.isPresent();
        if (timed && time.isEmpty()) {
            throw wrong("%s needs a time: add --for 30s, for example.".formatted(given.getFirst()));
        }
        if (!timed && time.isPresent()) {
            throw wrong("%s says how long each stretch is, so %s has no place."
                    .formatted(given.getFirst(), time.get().name()));
        }
    }

    private List<Segment> open() {
        if (rates.isPresent()) {
            return replayed(rates.get());
        }
        if (rate.isPresent()) {
            double perSecond = Quantities.ratePerSecond(rate.get(), false);
            return List.of(new Segment(perSecond, perSecond, duration()));
        }
        List<Segment> segments =
                stages.stream().map(stage -> stage(stage, false)).toList();
        requireSome(segments, "a rate above 0/s");
        return segments;
    }

    private List<Segment> closed() {
        if (users.isPresent()) {
            double number = count(users.get(), 1);
            return List.of(new Segment(number, number, duration()));
        }
        List<Segment> segments =
                stages.stream().map(stage -> stage(stage, true)).toList();
        requireSome(segments, "a user");
        return segments;
    }

    private Duration duration() {
        return Quantities.duration(time.orElseThrow());
    }

    private void requireSome(List<Segment> segments, String what) {
        if (segments.stream().allMatch(segment -> segment.from() == 0 && segment.to() == 0)) {
            throw wrong("%s: at least one stage needs %s."
                    .formatted(stages.getFirst().name(), what));
        }
    }

    private static boolean isOfUsers(Setting stage) {
        return matched(stage).group(3) != null;
    }

    private static Matcher matched(Setting stage) {
        Matcher found = STAGE.matcher(stage.value().strip());
        if (!found.matches()) {
            throw stage.isNot(A_STAGE);
        }
        return found;
    }

    private static Segment stage(Setting stage, boolean ofUsers) {
        Matcher found = matched(stage);
        if ((found.group(3) != null) != ofUsers) {
            throw wrong("%s '%s': stages are all of rates, or all of users.".formatted(stage.name(), stage.value()));
        }
        String to = found.group(2) == null ? found.group(1) : found.group(2);
        String from = found.group(1);
        if (!ofUsers && !from.contains("/") && to.contains("/")) {
            from += to.substring(to.indexOf('/')); // 10..200/s
        }
        Duration duration = Quantities.duration(part(stage, found.group(4)));
        return new Segment(level(stage, from, ofUsers), level(stage, to, ofUsers), duration);
    }

    private static double level(Setting stage, String text, boolean ofUsers) {
        Setting part = part(stage, text);
        return ofUsers ? count(part, 0) : Quantities.ratePerSecond(part, true);
    }

    private static Setting part(Setting stage, String text) {
        return new Setting("%s '%s':".formatted(stage.name(), stage.value()), text);
    }

    private static double count(Setting setting, int least) {
        String text = setting.value().strip();
        if (!text.matches("\\d{1,7}")) {
            throw setting.isNot(A_NUMBER_OF_USERS);
        }
        int number = Integer.parseInt(text);
        if (number < least || number > USERS_MOST) {
            throw setting.isNot(A_NUMBER_OF_USERS);
        }
        return number;
    }

    /** Straight lines between the file's points. */
    private static List<Segment> replayed(Setting setting) {
        List<Segment> segments = new ArrayList<>();
        double @Nullable [] before = null;
        List<String> lines = lines(setting);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#") || (before == null && line.matches("(?i)\\D*seconds.*"))) {
                continue;
            }
            double[] point = point(setting.value() + ":" + (i + 1), line, before);
            if (before != null) {
                long nanos = Math.max(1, Math.round((point[0] - before[0]) * 1e9));
                segments.add(new Segment(before[1], point[1], Duration.ofNanos(nanos)));
            }
            before = point;
        }
        if (segments.isEmpty() || segments.stream().allMatch(segment -> segment.from() == 0 && segment.to() == 0)) {
            throw wrong(
                    "%s %s has no load: it needs two lines or more such as '0,100' and '60,200' (seconds,requests-per-second)."
                            .formatted(setting.name(), setting.value()));
        }
        return segments;
    }

    private static double[] point(String where, String line, double @Nullable [] before) {
        Matcher found = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*[,;\\t]\\s*(\\d+(?:\\.\\d+)?)")
                .matcher(line);
        if (!found.matches()) {
            throw wrong("%s: '%s' is not a line such as 60,200 (seconds,requests-per-second).".formatted(where, line));
        }
        double seconds = Double.parseDouble(found.group(1));
        double perSecond = Double.parseDouble(found.group(2));
        if (before != null && seconds <= before[0]) {
            throw wrong("%s: '%s' is not later than the line before: seconds have to grow.".formatted(where, line));
        }
        if (seconds > Quantities.LONGEST.toSeconds() || perSecond > Quantities.RATE_MOST) {
            throw wrong("%s: '%s' is beyond 7 days or 10,000,000 requests/s.".formatted(where, line));
        }
        return new double[] {seconds, perSecond};
    }

    private static List<String> lines(Setting setting) {
        try {
            List<String> lines = Files.readAllLines(Path.of(setting.value()));
            if (lines.size() > RATES_MOST) {
                throw wrong("%s %s has %,d lines, and may have 1,000,000."
                        .formatted(setting.name(), setting.value(), lines.size()));
            }
            return lines;
        } catch (IOException failure) {
            throw wrong(
                    "%s %s cannot be read as text (%s): name a file with lines such as 60,200 (seconds,requests-per-second)."
                            .formatted(setting.name(), setting.value(), FileTrouble.of(failure)));
        }
    }

    private static CommandFailure wrong(String sentence) {
        return new CommandFailure(ExitCode.USAGE, sentence);
    }
}
