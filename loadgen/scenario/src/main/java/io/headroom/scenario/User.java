package io.headroom.scenario;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One virtual user on its journey. Calls read as if they blocked; while the user waits, its event loop serves others.
 *
 * <p>A path is a template: {@code get("/profiles/{id}", id)} fills the placeholders in order, percent-encoded, and the template with its method
 * ({@code GET /profiles/{id}}) is the request's name in every result. Nothing is sent until {@link Request#expect}.
 *
 * <p>Every journey is a new person's: it begins without cookies, without headers of its own and without a log-in.
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

    /** Begins an OPTIONS of the filled-in path. */
    Request options(String template, Object... values);

    /** Sends a header with every request of this journey from now on. It takes the place of a header of that name that the target has. */
    void header(String name, String value);

    /** Sends {@code authorization: Bearer <token>} with every request of this journey from now on. */
    void bearer(String token);

    /**
     * Logs in as one of the identities and sends its token with every request to the target from now on, until the journey ends. Whoever has a token left needs no
     * request; else the provider's token endpoint is asked, as a step of this journey like any other. A token that ends during the journey is refreshed
     * before the request that needs it, if the provider gave the means; a 401 that comes because it ended is an error of kind {@code token-expired}.
     *
     * @throws FailedStepException of kind {@code identity-pool-empty} if all are in use, of kind {@code login-failed} if the provider refuses
     */
    void login(Identities identities);

    /** The value of the cookie of that name that this journey was given; if there are several, of the one with the longest path. */
    Optional<String> cookie(String name);

    /**
     * Sets a cookie for the target's host and all its paths, until the journey ends. Cookies follow RFC 6265: one that a server marks {@code Secure} is not sent over
     * plain HTTP, also not on a loopback address, where browsers make an exception.
     */
    void setCookie(String name, String value);

    /** Forgets all cookies. */
    void clearCookies();

    /**
     * Runs the steps as a group: their names in results begin with the group's, as in {@code checkout / GET /cart}. Groups may stand within groups.
     *
     * @param name at most 100 characters; the same each time, because a result has a row for each
     */
    void group(String name, Runnable steps);

    /** As {@link #group(String, Runnable)}, for steps that give a value. */
    <T> T group(String name, Supplier<T> steps);

    /**
     * Requires something of the last step's answer. If it does not hold, that step becomes an error of kind {@code check-<name>}.
     *
     * @param name at most 100 characters; the same each time, because a result has a row for each kind of error
     * @throws FailedStepException if it does not hold; leave it uncaught, and the journey ends here
     */
    void check(String name, boolean holds);

    /** Waits: the next step is due this long after the previous one ended. */
    void think(Duration time);

    /** Thinks for a time that is equally likely to be any between the two. */
    void thinkBetween(Duration shortest, Duration longest);

    /** Thinks for an exponentially distributed time, at most ten times its mean. */
    void thinkExponential(Duration mean);

    /** Thinks for a normally distributed time, cut off at zero and at four standard deviations. */
    void thinkNormal(Duration mean, Duration standardDeviation);

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

    /** One of the values, with probabilities proportional to the weights: {@code pick(List.of("card", "cash"), 70, 30)}. */
    <T> T pick(List<T> values, int... weights);

    /** The prefix followed by a rank from 1 to {@code n}; rank r is drawn with a probability proportional to 1/r. */
    String zipf(int n, String prefix);

    /** At most {@code n} different elements of the list, in random order; all of them if there are fewer. */
    <T> List<T> sample(List<T> values, int n);

    /** A random integer from 0 (inclusive) to the bound (exclusive). */
    int random(int bound);
}
