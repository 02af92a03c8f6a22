package io.headroom.equivalence;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.headroom.equivalence.Circumstances.Answer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of Comparison, row by row: what differs, what it means, and that the unknown is never A. */
class ComparisonTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest(name = "{0}: production {1}, environment {2} → {3}")
    @CsvSource(delimiter = '|', textBlock = """
            mustEqual | '"large"'               | '"large"'               | A
            mustEqual | '"large"'               | '"small"'               | C
            mustEqual | 3000                    | 3000.0                  | A
            mustEqual | null                    | null                    | A
            mustEqual | null                    | '"small"'               | C
            mustEqual | '["a","b"]'             | '["a","b"]'             | A
            mustEqual | '["a","b"]'             | '["a"]'                 | C
            mustEqual | '{"unknown":"secret"}'  | '"large"'               | C
            mustEqual | '{"unknown":"secret"}'  | '{"unknown":"secret"}'  | C
            count     | 3                       | 3                       | A
            count     | 3                       | 1                       | B
            count     | 3                       | '{"unknown":"secret"}'  | B
            pinned    | 3                       | 2                       | B
            data      | 1000                    | 900                     | A
            data      | 1000                    | 5000                    | A
            data      | 1000                    | 899                     | C
            data      | '{"unknown":"secret"}'  | 1000                    | C
            path      | true                    | false                   | C
            noise     | '"unlimited"'           | '"standard"'            | B
            method    | 1                       | 9                       | A
            """)
    void aDifference_leavesTheGradeOfItsClass(String parityClass, String there, String here, Grade grade)
            throws Exception {
        Parity parity = graded(profile(part("a", parityClass, there)), profile(part("a", parityClass, here)));

        assertThat(parity.grade()).isEqualTo(grade);
        assertThat(parity.reasons().isEmpty()).isEqualTo(grade == Grade.A);
    }

    @ParameterizedTest(name = "{0} on one side only → {1}")
    @CsvSource({"mustEqual, C", "count, B", "data, C", "path, C", "noise, B", "method, A"})
    void aPartOnOneSideOnly_hasTheGradeOfWhatItHolds(String parityClass, Grade grade) throws Exception {
        Profile more = profile(part("a", "mustEqual", "1"), part("b", parityClass, "1"));
        Profile less = profile(part("a", "mustEqual", "1"));

        assertThat(graded(more, less).grade()).isEqualTo(grade);
        assertThat(graded(less, more).grade()).isEqualTo(grade);
    }

    @Test
    void anAttributeThatOneProfileDoesNotMention_isUnknown() throws Exception {
        Profile silent = profile("{\"key\": \"a\", \"type\": \"t\", \"count\": {\"n\": 1}}");
        Profile full =
                profile("{\"key\": \"a\", \"type\": \"t\", \"count\": {\"n\": 1}, \"mustEqual\": {\"x\": \"1\"}}");

        assertThat(graded(silent, full).grade()).isEqualTo(Grade.C);
        assertThat(graded(silent, full).reasons())
                .containsExactly("a x: production ?, here \"1\", not known of production");
    }

    @Test
    void aResourceThatNoRuleNames_isNeverEqual() throws Exception {
        Profile both = profile("{\"key\": \"a\", \"type\": \"strange_thing\", \"understood\": false}");

        Parity parity = graded(both, both);

        assertThat(parity.grade()).isEqualTo(Grade.C);
        assertThat(parity.reasons()).singleElement().asString().contains("no parity rule names strange_thing");
    }

    @Test
    void aPathThatTheOwnerDeclares_doesNotLowerTheGrade_andIsStillListed() throws Exception {
        Profile production = Profile.of(JSON.readTree("""
                {"schema": "headroom.profile/1", "name": "p",
                 "parts": [{"key": "a", "type": "t", "mustEqual": {"x": 1}}, {"key": "cdn", "type": "t", "path": {"enabled": true}}],
                 "declared": [{"part": "cdn", "why": "load enters behind it"}]}"""));

        Parity parity = graded(production, profile("{\"key\": \"a\", \"type\": \"t\", \"mustEqual\": {\"x\": 1}}"));

        assertThat(parity.grade()).isEqualTo(Grade.A);
        assertThat(parity.differences())
                .singleElement()
                .extracting(Difference::why)
                .asString()
                .contains("declared: load enters behind it");
    }

    @Test
    void aDeclaration_coversNothingButThePath() throws Exception {
        Profile production = Profile.of(JSON.readTree("""
                {"schema": "headroom.profile/1", "name": "p", "parts": [{"key": "a", "type": "t", "mustEqual": {"x": 1}}],
                 "declared": [{"part": "a", "why": "never mind"}]}"""));

        assertThat(graded(production, profile(part("a", "mustEqual", "2"))).grade())
                .isEqualTo(Grade.C);
    }

    @Test
    void oneInstanceIsPinned_andTheMostThatTheRunMeasuresCounts() throws Exception {
        Profile production = profile(part("group", "pinned", "3"));
        Profile asItBegins = profile(part("group", "pinned", "1"));

        assertThat(graded(production, asItBegins).grade()).isEqualTo(Grade.B);
        assertThat(graded(production, asItBegins.measuredWith(3)).grade()).isEqualTo(Grade.A);
        assertThat(graded(production, asItBegins.measuredWith(2)).grade()).isEqualTo(Grade.B);
    }

    @ParameterizedTest(name = "drift before {0}, after {1}, generator unhealthy {2} → {3}")
    @CsvSource({
        "NO, NO, NO, A",
        "YES, NO, NO, C",
        "NO, YES, NO, C",
        "NO, NO, YES, C",
        "UNKNOWN, NO, NO, C",
        "NO, UNKNOWN, NO, C",
        "NO, NO, UNKNOWN, C"
    })
    void driftAndAnUnhealthyGenerator_leaveNoCapacity(Answer before, Answer after, Answer generator, Grade grade)
            throws Exception {
        Profile same = profile(part("a", "mustEqual", "1"));

        assertThat(Parity.of(same, same, new Circumstances(before, after, generator, List.of()))
                        .grade())
                .isEqualTo(grade);
    }

    @Test
    void theWorstReasonStandsFirst() throws Exception {
        Parity parity = graded(
                profile(part("a", "count", "1"), part("b", "mustEqual", "1")),
                profile(part("a", "count", "2"), part("b", "mustEqual", "2")));

        assertThat(parity.reasons()).hasSize(2).first().asString().startsWith("b x: production 1, here 2");
    }

    @Test
    void theHash_isThatOfTheFacts_notOfTheirOrderOrOfNames() throws Exception {
        Profile one = profile(part("a", "count", "1"), part("b", "mustEqual", "1"));
        Profile turned = new Profile(
                "another run",
                profile(part("b", "mustEqual", "1"), part("a", "count", "1")).parts(),
                List.of());
        Profile other = profile(part("a", "count", "2"), part("b", "mustEqual", "1"));

        assertThat(graded(one, turned).hash())
                .isEqualTo(graded(one, one).hash())
                .isPresent();
        assertThat(graded(one, other).hash()).isNotEqualTo(graded(one, one).hash());
    }

    @Test
    void withoutAProductionProfile_nothingIsKnown() {
        Parity parity = Parity.unknown("no production profile was given");

        assertThat(parity.grade()).isEqualTo(Grade.C);
        assertThat(parity.hash()).isEmpty();
    }

    private static Parity graded(Profile production, Profile environment) {
        return Parity.of(production, environment, Circumstances.unmeasured());
    }

    private static String part(String key, String parityClass, String value) {
        return "{\"key\": \"%s\", \"type\": \"t\", \"%s\": {\"x\": %s}}".formatted(key, parityClass, value);
    }

    private static Profile profile(String... parts) throws Exception {
        JsonNode document = JSON.readTree("{\"schema\": \"headroom.profile/1\", \"name\": \"p\", \"parts\": [%s]}"
                .formatted(String.join(",", parts)));
        return Profile.of(document);
    }
}
