package io.headroom.scenario;

import java.util.List;
import java.util.Optional;

/**
 * A whole answer of an expected status. A body that cannot be read as asked makes the request an error of kind {@code body-mismatch}, provided that it is
 * read before the user's next step. Headers can be read until the user's next step, the body at any time.
 */
public interface Response {

    /** The status code. */
    int status();

    /** How many redirects were followed to get here. */
    int redirects();

    /** The first header of that name, in any case. */
    Optional<String> header(String name);

    /** All headers of that name, in any case and in their order; empty if there is none. */
    List<String> headers(String name);

    /** The body as text in UTF-8; empty if there was none. */
    String text();

    /** The body; empty if there was none. */
    byte[] bytes();

    /**
     * The JSON body as a record or another class. Fields of the body that the class does not name are ignored; a record component that the body
     * lacks is a mismatch.
     */
    <T> T as(Class<T> type);

    /** The JSON array in the body. */
    <T> List<T> asList(Class<T> type);

    /** The text of the value at a JSON pointer (RFC 6901), for example {@code /items/0/id}; a missing value is a mismatch. */
    String at(String pointer);

    /**
     * The texts of the values at all these JSON pointers, in their order. A {@code *} stands for every element of an array or object:
     * {@code atAll("/items/&#42;/id")} may be empty; a value that is missing elsewhere is a mismatch.
     */
    List<String> atAll(String... pointers);

    /** The first place in the body where the regular expression matches: its first group, or all of it if it has no group. No match is a mismatch. */
    String find(String regex);

    /** Like {@link #find}, every place; empty if there is none. */
    List<String> findAll(String regex);

    /** The value of the HTML {@code <input>} of that name, for example a hidden field against request forgery; without one it is a mismatch. */
    String field(String name);
}
