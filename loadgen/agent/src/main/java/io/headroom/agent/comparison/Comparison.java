package io.headroom.agent.comparison;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came out of a comparison, as it is shown and written ({@code headroom.comparison/1}). The first document is what the others are compared with.
 *
 * @param warnings why the documents may not be comparable, one sentence each
 */
public record Comparison(String schema, List<Document> documents, List<String> warnings, List<Difference> differences) {

    static final String SCHEMA = "headroom.comparison/1";

    /** @param file as the user wrote it */
    public record Document(String file, String run, String verdict) {}

    /**
     * A figure of one document beside the first one's.
     *
     * @param file the other document
     * @param subject name of a request or a journey, {@code all}, or what else has the figure
     * @param metric {@code p95}, {@code mean}, {@code errors}, {@code rate}, {@code knee} …
     * @param before in milliseconds, requests/s, or a share between 0 and 1; {@code after} likewise
     * @param change {@code after ÷ before − 1}; absent where the figure was 0 before
     * @param lower end of the interval of {@code after − before}, in the figure's unit; absent if it cannot be told, as {@code upper}
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Difference(
            String file,
            String subject,
            String metric,
            double before,
            double after,
            @Nullable Double change,
            @Nullable Double lower,
            @Nullable Double upper,
            Word verdict) {

        /** Whether it became worse beyond chance, and by more than a share of what it was. */
        public boolean isRegression(double threshold) {
            boolean worse = switch (verdict) {
                case SLOWER, MORE_ERRORS, LESS -> true;
                case FASTER, FEWER_ERRORS, MORE, SAME, TOO_SHORT -> false;
            };
            return worse && (change == null || Math.abs(change) > threshold);
        }
    }

    /** What a difference means. */
    public enum Word {
        @JsonProperty("faster")
        FASTER("faster"),
        @JsonProperty("slower")
        SLOWER("slower"),
        @JsonProperty("fewer errors")
        FEWER_ERRORS("fewer errors"),
        @JsonProperty("more errors")
        MORE_ERRORS("more errors"),
        /** Of a rate or a capacity. */
        @JsonProperty("more")
        MORE("more"),
        @JsonProperty("less")
        LESS("less"),
        @JsonProperty("no difference shown")
        SAME("no difference shown"),
        /** Fewer than ten windows were measured. */
        @JsonProperty("too short to tell")
        TOO_SHORT("too short to tell");

        private final String text;

        Word(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /** Those that became worse beyond chance, and by more than a share of what they were. */
    public List<Difference> regressions(double threshold) {
        return differences.stream()
                .filter(difference -> difference.isRegression(threshold))
                .toList();
    }
}
