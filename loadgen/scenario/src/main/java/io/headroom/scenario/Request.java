package io.headroom.scenario;

/** A request that has not been sent yet. Leaving one without {@link #expect} is reported as an error of kind {@code request-not-sent}. */
public interface Request {

    /** Adds a header to this request only. */
    Request header(String name, String value);

    /** Sends the value as JSON: a record, a map, a list, or a simple value. */
    Request json(Object value);

    /** Sends the text as it is, in UTF-8. */
    Request text(String contentType, String body);

    /**
     * Sends the request and waits for the whole answer.
     *
     * @param statuses which status codes count as success; every other one is an error of kind {@code status-<code>}
     * @throws FailedStepException if the answer is another one or does not come; leave it uncaught, and the journey ends here
     */
    Response expect(int... statuses);
}
