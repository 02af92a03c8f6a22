package io.headroom.authoring;

import java.util.List;

/**
 * A scenario class, and what its author should know about it.
 *
 * @param name of the class
 * @param source the whole Java file
 * @param summary what became of the input, and what was left out and why; one line each
 * @param warnings what must be looked at before the scenario is run, such as secrets that were redacted; one line each
 */
public record WrittenScenario(String name, String source, List<String> summary, List<String> warnings) {
    public WrittenScenario {
        summary = List.copyOf(summary);
        warnings = List.copyOf(warnings);
    }
}
