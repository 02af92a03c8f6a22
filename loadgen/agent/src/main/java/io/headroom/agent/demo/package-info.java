/**
 * One run from the command line: {@code Demo} has a platform do it and follows it, {@code RunDisplay} says what happens, {@code Summary} says what came out.
 * Display and summary are pure: events and documents in, lines out.
 */
@NullMarked
package io.headroom.agent.demo;

import org.jspecify.annotations.NullMarked;
