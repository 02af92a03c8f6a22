package io.headroom.authoring.traffic;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A request that was seen, and its answer.
 *
 * @param page which page it belongs to, by number; the first is 0
 * @param started when it was sent, absent if nobody noted it
 * @param took from sending to the end of the answer
 * @param method in upper case
 * @param status of the answer; 0 if there was none
 * @param content of the request, absent if it had none
 * @param answer content of the answer, absent if it had none or nobody kept it
 * @param nature what the source says beyond HTTP
 */
public record Exchange(
        int page,
        Optional<Instant> started,
        Duration took,
        String method,
        Address address,
        List<Header> headers,
        Optional<Content> content,
        int status,
        List<Header> answerHeaders,
        Optional<Content> answer,
        Nature nature) {
    public Exchange {
        headers = List.copyOf(headers);
        answerHeaders = List.copyOf(answerHeaders);
    }

    /** A header field. */
    public record Header(String name, String value) {}

    /**
     * @param resource the browser's word for what was loaded, for example {@code xhr}, {@code document} or {@code image}; empty if unknown
     * @param fromCache whether the browser answered it by itself
     * @param failed what went wrong, empty if nothing
     */
    public record Nature(String resource, boolean fromCache, String failed) {
        public static final Nature UNKNOWN = new Nature("", false, "");
    }

    public Optional<String> header(String name) {
        return first(headers, name);
    }

    public Optional<String> answerHeader(String name) {
        return first(answerHeaders, name);
    }

    /** The answer's media type without parameters, in lower case; empty if unknown. */
    String answerType() {
        return answer.map(Content::mediaType)
                .filter(type -> !type.isEmpty() && !type.equals("x-unknown"))
                .or(() -> answerHeader("content-type")
                        .map(type -> Content.of(type, "").mediaType()))
                .orElse("");
    }

    private static Optional<String> first(List<Header> headers, String name) {
        return headers.stream()
                .filter(header -> header.name().equalsIgnoreCase(name))
                .map(Header::value)
                .findFirst();
    }
}
