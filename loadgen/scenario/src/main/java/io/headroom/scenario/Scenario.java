package io.headroom.scenario;

/**
 * Marks the one class of a file that holds journeys. The engine creates one instance per event loop through the constructor without parameters, so
 * fields such as {@link Pool} belong to one loop and need no synchronisation; static mutable state does.
 */
public interface Scenario {}
