/**
 * The profile service: the sample target whose capacity is known. It registers, fetches, updates and searches profiles
 * in PostgreSQL; a worker gate fixes its capacity at workers ÷ service time, whatever machine it runs on, so that
 * everything which measures it can be checked against the truth.
 */
@NullMarked
package io.headroom.sample;

import org.jspecify.annotations.NullMarked;
