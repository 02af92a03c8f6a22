package io.headroom.campaign;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * One value of a campaign file, and where it stands.
 *
 * @param field such as {@code stages[1].instances}; empty for the whole file
 */
record Value(String file, String field, Node node) {

    private static final Pattern RATE = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,6})?)/(s|m|min|h)");

    String text() {
        if (node instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
            return scalar.getValue();
        }
        throw wrong("%s needs a text".formatted(field));
    }

    /** One of the names. */
    String oneOf(List<String> names) {
        String given = text();
        if (!names.contains(given)) {
            throw wrong("%s '%s' is not known%s".formatted(field, given, NearestName.hint(given, names)));
        }
        return given;
    }

    boolean yes() {
        return Boolean.parseBoolean(oneOf(List.of("true", "false")));
    }

    int whole(int least, int most) {
        String given = text();
        if (given.matches("\\d{1,6}")) {
            int number = Integer.parseInt(given);
            if (number >= least && number <= most) {
                return number;
            }
        }
        throw wrong("%s '%s' is not a whole number from %d to %d".formatted(field, given, least, most));
    }

    /** In requests/s, above 0. */
    double rate() {
        String given = text();
        Matcher rate = RATE.matcher(given);
        if (rate.matches() && Double.parseDouble(rate.group(1)) > 0) {
            return Double.parseDouble(rate.group(1)) / secondsOf(rate.group(2));
        }
        throw wrong("%s '%s' is not a rate: give one such as 550/s or 9000/min".formatted(field, given));
    }

    private static int secondsOf(String unit) {
        return switch (unit.toLowerCase(Locale.ROOT).charAt(0)) {
            case 'm' -> 60;
            case 'h' -> 3600;
            default -> 1;
        };
    }

    List<Value> items() {
        if (!(node instanceof SequenceNode sequence)) {
            throw wrong("%s needs a list".formatted(field));
        }
        List<Node> nodes = sequence.getValue();
        return java.util.stream.IntStream.range(0, nodes.size())
                .mapToObj(index -> new Value(file, "%s[%d]".formatted(field, index), nodes.get(index)))
                .toList();
    }

    boolean isMapping() {
        return node instanceof MappingNode;
    }

    /** Fails if it has keys that are not among those known. */
    Keys keys(List<String> known) {
        if (!(node instanceof MappingNode mapping)) {
            throw wrong("%s needs keys, some of %s"
                    .formatted(field.isEmpty() ? "a campaign" : field, String.join(", ", known)));
        }
        return Keys.of(this, mapping, known);
    }

    Value within(String key, Node inner) {
        return new Value(file, field.isEmpty() ? key : field + "." + key, inner);
    }

    MalformedCampaign wrong(String what) {
        int line = node.getStartMark().map(Mark::getLine).orElse(0) + 1;
        int column = node.getStartMark().map(Mark::getColumn).orElse(0) + 1;
        return new MalformedCampaign(file, line, column, field, what);
    }
}
