package io.headroom.scenario;

import java.time.Duration;

/**
 * A request that has not been sent yet. Leaving one without {@code expect…} is reported as an error of kind {@code request-not-sent}.
 *
 * <p>A request has one body: {@link #json}, {@link #text}, {@link #body}, a form, or parts; a second kind of body is an error of the scenario.
 */
public interface Request {

    /** Sends a header with this request only. It takes the place of a header of that name that the user or the target has. */
    Request header(String name, String value);

    /** Appends {@code name=value} to the query, both percent-encoded. Repeatable; the request's name in results stays as it is. */
    Request query(String name, Object value);

    /** Sends the value as JSON: a record, a map, a list, or a simple value. */
    Request json(Object value);

    /** Sends the text as it is, in UTF-8. */
    Request text(String contentType, String body);

    /** Sends the bytes as they are. The array is not copied. */
    Request body(String contentType, byte[] bytes);

    /** Adds a field to the form that is sent, as {@code application/x-www-form-urlencoded}. Repeatable. */
    Request form(String name, Object value);

    /** Adds a text field to the {@code multipart/form-data} that is sent. Repeatable. */
    Request part(String name, Object value);

    /** Adds a file to the {@code multipart/form-data} that is sent. Repeatable. The array is not copied. */
    Request part(String name, String fileName, String contentType, byte[] bytes);

    /** Logs in by HTTP basic authentication, in UTF-8. */
    Request basic(String user, String password);

    /** Sends {@code authorization: Bearer <token>}. */
    Request bearer(String token);

    /**
     * How many redirects are followed: 20 unless said otherwise; 0 follows none. A redirect whose status is among the expected ones is never followed, so
     * {@code expect(302)} gives the redirect itself.
     */
    Request redirects(int max);

    /** When the whole answer has to be there, redirects included, counted from {@code expect…}; else an error of kind {@code timeout}. The target's own time-out by default. */
    Request timeout(Duration time);

    /**
     * Sends the request and waits for the whole answer. Redirects (301, 302, 303, 307, 308) that are not expected are followed and belong to this step: the
     * result has one row, whose response time includes them all.
     *
     * @param statuses which status codes count as success; every other one is an error of kind {@code status-<code>}
     * @throws FailedStepException if the answer is another one or does not come; leave it uncaught, and the journey ends here
     */
    Response expect(int... statuses);

    /** As {@link #expect}, for every status from {@code lowest} to {@code highest}. */
    Response expectBetween(int lowest, int highest);

    /** As {@link #expect}, for every status from 200 to 299. */
    Response expectSuccess();
}
