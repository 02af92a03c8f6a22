package io.headroom.scenario;

import java.util.List;

/** Where feeds find their rows: the engine, while it creates a scenario. Nothing that a scenario uses by itself. */
public interface FeedSource {
    /** Bound while a scenario is created. */
    ScopedValue<FeedSource> CURRENT = ScopedValue.newInstance();

    /** The rows of a file beside the scenario, in their order; not to be changed. */
    <T> List<T> file(String name, Class<T> row);

    /** The rows of a text in the same form. */
    <T> List<T> text(String csv, Class<T> row);

    /** Number of the event loop that the scenario is created for, among all of all agents. */
    int stripe();

    /** How many event loops there are. */
    int stripes();
}
