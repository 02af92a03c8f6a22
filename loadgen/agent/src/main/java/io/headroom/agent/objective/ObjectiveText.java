package io.headroom.agent.objective;

import io.headroom.agent.quantity.Quantities;
import io.headroom.agent.quantity.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads objectives.
 *
 * <pre>
 * objectives  objective ("," objective)*
 * objective   [("response" | "service" | "lag") "."] ("p50" … "p99.99" | "max" | "mean") ["(" name ")"] ("&lt;" | "&lt;=") time
 *             "errors" ["(" name ")"] ("&lt;" | "&lt;=") share
 *             "rate" ["(" name ")"] ("&gt;" | "&gt;=") rate
 * name        of a request, as in results: GET /profiles/{id}; or of a journey
 * </pre>
 */
public final class ObjectiveText {

    private static final String EXAMPLES =
            "an objective such as p95<200ms, max<2s, errors<1%, rate>=95/s or service.p99(GET /profiles/{id})<50ms";

    private static final Pattern OBJECTIVE = Pattern.compile(
            "(?:(response|service|lag)\\.)?(p\\d+(?:\\.\\d+)?|max|mean|errors|rate)\\s*(?:\\((.+)\\))?\\s*(<=|>=|<|>|≤|≥)\\s*([^<>=≤≥]+)",
            Pattern.CASE_INSENSITIVE);

    private ObjectiveText() {}

    public static List<Objective> parse(Setting setting) {
        return parts(setting.value()).stream()
                .map(part -> objective(setting.with(part.strip())))
                .toList();
    }

    private static Objective objective(Setting setting) {
        Matcher found = OBJECTIVE.matcher(setting.value());
        if (!found.matches()) {
            throw setting.isNot(EXAMPLES);
        }
        Metric metric = metric(setting, found);
        Objective.Bound bound = bound(setting, found.group(4), metric);
        return new Objective(
                setting.value(),
                metric,
                bound,
                limit(setting, metric, found.group(5).strip()));
    }

    private static Metric metric(Setting setting, Matcher found) {
        String word = found.group(2).toLowerCase(Locale.ROOT);
        @Nullable String time = found.group(1);
        @Nullable String of = found.group(3) == null ? null : found.group(3).strip();
        Metric.Time from = time == null ? Metric.Time.RESPONSE : Metric.Time.valueOf(time.toUpperCase(Locale.ROOT));
        return switch (word) {
            case "max" -> new Metric.Percentile(from, 100, of);
            case "mean" -> new Metric.Mean(from, of);
            case "errors", "rate" -> {
                if (time != null) {
                    throw setting.isNot(EXAMPLES);
                }
                yield word.equals("rate") ? new Metric.Rate(of) : new Metric.ErrorShare(of);
            }
            default -> new Metric.Percentile(from, percent(setting, word), of);
        };
    }

    private static double percent(Setting setting, String word) {
        double percent = Double.parseDouble(word.substring(1));
        if (percent <= 0 || percent >= 100) {
            throw setting.isNot(
                    "an objective with a percentile between p0 and p100, for example p95 or p99.9; p100 is max");
        }
        return percent;
    }

    private static Objective.Bound bound(Setting setting, String sign, Metric metric) {
        Objective.Bound bound = switch (sign) {
            case "<" -> Objective.Bound.BELOW;
            case "<=", "≤" -> Objective.Bound.AT_MOST;
            case ">" -> Objective.Bound.ABOVE;
            default -> Objective.Bound.AT_LEAST;
        };
        boolean wantsMuch = metric instanceof Metric.Rate;
        boolean asksMuch = bound == Objective.Bound.ABOVE || bound == Objective.Bound.AT_LEAST;
        if (wantsMuch != asksMuch) {
            throw setting.isNot(
                    wantsMuch
                            ? "an objective: a rate has a lower limit, as in rate>=95/s"
                            : "an objective: latencies and errors have an upper limit, as in p95<200ms");
        }
        return bound;
    }

    private static double limit(Setting setting, Metric metric, String text) {
        return switch (metric) {
            case Metric.Percentile _, Metric.Mean _ -> millis(setting, text);
            case Metric.ErrorShare _ -> share(setting, text);
            case Metric.Rate _ -> Quantities.ratePerSecond(setting.with(text), false);
        };
    }

    private static double millis(Setting setting, String text) {
        Matcher micros = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*(?:us|µs|μs)").matcher(text);
        if (micros.matches()) {
            return Double.parseDouble(micros.group(1)) / 1000;
        }
        if (text.matches("[\\d.]+")) {
            throw setting.isNot("an objective: its time needs a unit, as in %s<%sms".formatted("p95", text));
        }
        return Quantities.duration(new Setting(setting.name() + " '" + setting.value() + "':", text))
                        .toNanos()
                / 1e6;
    }

    private static double share(Setting setting, String text) {
        Matcher share = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*(%?)").matcher(text);
        if (!share.matches()) {
            throw setting.isNot("an objective: errors are limited by a share, as in errors<1%");
        }
        double value = Double.parseDouble(share.group(1)) / (share.group(2).isEmpty() ? 1 : 100);
        if (value > 1) {
            throw setting.isNot("an objective: a share lies between 0 % and 100 %, as in errors<1%");
        }
        return value;
    }

    /** Splits at commas that stand outside of parentheses: names may hold some. */
    private static List<String> parts(String text) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int begin = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (c == ',' && depth <= 0) {
                parts.add(text.substring(begin, i));
                begin = i + 1;
            }
        }
        parts.add(text.substring(begin));
        return parts;
    }
}
