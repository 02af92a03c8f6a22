package io.headroom.scenario;

import java.time.Duration;
import java.util.List;

/**
 * One virtual user on its journey. Calls read as if they blocked; while the user waits, its event loop serves others.
 *
 * <p>A path is a template: {@code get("/profiles/{id}", id)} fills the placeholders in order, percent-encoded, and the template with its method
 * ({@code GET /profiles/{id}}) is the request's name in every result. Nothing is sent until {@link Request#expect}.
 */
public interface User {

    /** Begins a GET of the filled-in path; see {@link Request#expect}. */
    Request get(String template, Object... values);

    /** Begins a HEAD of the filled-in path. */
    Request head(String template, Object... values);

    /** Begins a POST to the filled-in path. */
    Request post(String template, Object... values);

    /** Begins a PUT to the filled-in path. */
    Request put(String template, Object... values);

    /** Begins a PATCH of the filled-in path. */
    Request patch(String template, Object... values);

    /** Begins a DELETE of the filled-in path. */
    Request delete(String template, Object... values);

    /** Waits: the next step is due this long after the previous one ended. */
    void think(Duration time);

    /**
     * Runs the branches at the same time and waits for all of them. Each branch may use this user.
     *
     * @throws FailedStepException the first failure, after every branch has ended
     */
    void parallel(Runnable... branches);

    /** A value that no other user of this run has had or will have: the prefix, a hyphen and 13 letters or digits. */
    String unique(String prefix);

    /** A random UUID (version 4). */
    String uuid();

    /** One of the values, each equally likely. */
    <T> T pick(List<T> values);

    /** The prefix followed by a rank from 1 to {@code n}; rank r is drawn with a probability proportional to 1/r. */
    String zipf(int n, String prefix);

    /** At most {@code n} different elements of the list, in random order; all of them if there are fewer. */
    <T> List<T> sample(List<T> values, int n);

    /** A random integer from 0 (inclusive) to the bound (exclusive). */
    int random(int bound);
}
