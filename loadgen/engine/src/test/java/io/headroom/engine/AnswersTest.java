package io.headroom.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a scenario reads from answers, and what becomes of a step whose answer cannot be read so. */
@Timeout(60)
class AnswersTest {
    private static final String JSON = """
            {"total": 2, "items": [{"id": "a", "tags": ["x", "y"]}, {"id": "b", "tags": []}], "none": null, "by": {"k": 1, "l": true}}
            """;
    private static final String HTML = """
            <form><input type="text" name="user">
            <INPUT type='hidden' value="a&quot;b&amp;lt;" name='csrf'><input name=plain value=simple></form>
            <a href="/items/1">one</a> <a href="/items/22">two</a>
            """;

    private static Rehearsed reading(String body, String steps) throws Exception {
        try (var server = new ScriptedServer(
                request -> ScriptedServer.raw("HTTP/1.1 200 OK\r\nLink: a\r\nlink: b\r\ncontent-length: "
                        + body.getBytes(java.nio.charset.StandardCharsets.UTF_8).length + "\r\n\r\n" + body))) {
            return Rehearsed.walk(server, """
                    @Journey void a(User user) {
                        var answer = user.get("/").expectSuccess();
                        %s;
                    }
                    private void equal(User user, Object value, Object expected) { user.check(value.toString(), value.equals(expected)); }
                    """.formatted(steps));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        answer.at("/items/1/id")                    | "b"
        answer.at("/total")                         | "2"
        answer.at("/items/0/tags")                  | "[\\"x\\",\\"y\\"]"
        answer.atAll("/items/*/id")                 | List.of("a", "b")
        answer.atAll("/items/*/id", "/total")       | List.of("a", "b", "2")
        answer.atAll("/items/*/tags/*")             | List.of("x", "y")
        answer.atAll("/items/1/tags/*")             | List.of()
        answer.atAll("/by/*")                       | List.of("1", "true")
        answer.find("\\"id\\": \\"(.)\\"")          | "a"
        answer.find("t.tal")                        | "total"
        answer.findAll("\\"id\\": \\"(.)\\"")       | List.of("a", "b")
        answer.findAll("nowhere")                   | List.of()
        answer.headers("LINK")                      | List.of("a", "b")
        answer.header("link")                       | Optional.of("a")
        answer.headers("other")                     | List.of()
        answer.bytes().length                       | answer.text().length()
        answer.redirects()                          | 0
        """)
    void valuesAreFound(String read, String expected) throws Exception {
        assertThat(reading(JSON, "equal(user, " + read + ", " + expected + ")").failures())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        answer.at("/items/2/id")          | nothing at /items/2/id
        answer.at("/none")                | nothing at /none
        answer.atAll("/items/*/name")     | nothing at /items/*/name
        answer.atAll("/total/*")          | no array or object at /total of /total/*
        answer.find("no(where)")          | nothing matches no(where)
        answer.field("csrf")              | no <input> of the name csrf that has a value
        answer.as(Integer.class)          | Cannot deserialize
        """)
    void whatIsNotThereIsAMismatchOfTheStep(String read, String why) throws Exception {
        assertThat(reading(JSON, read).failures())
                .singleElement()
                .asString()
                .startsWith("body-mismatch: GET / answered a body that does not fit: " + why);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        answer.field("csrf")                        | "a\\"b&lt;"
        answer.field("plain")                       | "simple"
        answer.findAll("href=\\"/items/(\\\\d+)\\"")  | List.of("1", "22")
        """)
    void pagesGiveTheirFieldsAndLinks(String read, String expected) throws Exception {
        assertThat(reading(HTML, "equal(user, " + read + ", " + expected + ")").failures())
                .isEmpty();
    }

    @Test
    void headersCanBeReadUntilTheNextStepAndTheBodyAlways() throws Exception {
        assertThat(reading(JSON, "user.get(\"/\").expect(200); answer.text(); answer.header(\"link\")")
                        .failures())
                .containsExactly(
                        "scenario-exception: Test.java:7: IllegalStateException: the headers of GET / can be read"
                                + " until the user's next step");
    }

    @Test
    void aPatternThatIsNoneIsAMistakeOfTheScenario() throws Exception {
        assertThat(reading(JSON, "answer.find(\"(\")").failures())
                .singleElement()
                .asString()
                .startsWith("scenario-exception: Test.java:7: PatternSyntaxException: Unclosed group");
    }
}
