package io.headroom.bench.generator;

import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Looks for a line in what a program wrote. */
final class OutputLine {

    private OutputLine() {}

    /** The first one that has the pattern in it. */
    static Optional<String> with(Pattern pattern, String output) {
        return output.lines().filter(pattern.asPredicate()).map(String::strip).findFirst();
    }

    /** Complains of the line with the pattern if its figures do not pass, and of its absence. */
    static Optional<String> complaint(Pattern pattern, Predicate<Matcher> passes, String output) {
        Optional<String> line = with(pattern, output);
        if (line.isEmpty()) {
            return Optional.of("it does not say how its requests fared");
        }
        Matcher figures = pattern.matcher(line.get());
        return figures.find() && passes.test(figures) ? Optional.empty() : line;
    }
}
