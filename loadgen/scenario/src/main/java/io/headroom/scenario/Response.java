package io.headroom.scenario;

import java.util.List;
import java.util.Optional;

/**
 * A whole answer of an expected status. A body that cannot be read as asked makes the request an error of kind {@code body-mismatch}, provided that it is
 * read before the user's next step.
 */
public interface Response {

    /** The status code. */
    int status();

    /** The first header of that name, in any case. */
    Optional<String> header(String name);

    /** The body as text in UTF-8; empty if there was none. */
    String text();

    /**
     * The JSON body as a record or another class. Fields of the body that the class does not name are ignored; a record component that the body
     * lacks is a mismatch.
     */
    <T> T as(Class<T> type);

    /** The JSON array in the body. */
    <T> List<T> asList(Class<T> type);

    /** The text of the value at a JSON pointer (RFC 6901), for example {@code /items/0/id}; a missing value is a mismatch. */
    String at(String pointer);
}
