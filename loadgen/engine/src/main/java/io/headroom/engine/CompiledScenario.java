package io.headroom.engine;

/** A scenario that compiled and whose journeys are well formed. */
public final class CompiledScenario {
    private final String name;

    CompiledScenario(String name) {
        this.name = name;
    }

    /**
     * Compiles one file in memory.
     *
     * @param fileName name that errors show, for example {@code ProfileJourneys.java}
     * @param source the whole file
     * @throws ScenarioException names file, line and what is wrong
     */
    public static CompiledScenario compile(String fileName, String source) throws ScenarioException {
        throw new UnsupportedOperationException(fileName + source.length());
    }

    /** The scenario class's simple name. */
    public String name() {
        return name;
    }
}
