package io.headroom.authoring.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headroom.authoring.AuthoringException;
import io.headroom.authoring.Driven;
import io.headroom.authoring.Shop;
import io.headroom.authoring.WrittenScenario;
import io.headroom.engine.Totals;
import io.headroom.engine.scenario.CompiledScenario;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of a document: code that compiles, makes what it needs, and keeps to the schemas. */
@Timeout(60)
class OpenApiScenarioTest {
    @TempDir
    Path folder;

    @Test
    void aResourceIsCreatedFetchedUpdatedSearchedAndDeleted() throws Exception {
        assertThat(written("shop.yaml").source())
                .contains("""
                            @Journey
                            void customers(User user) {
                                user.bearer(BEARER_TOKEN);
                                String customerId = newCustomer(user);
                                user.get("/customers/{customerId}", customerId).expectSuccess();
                                user.patch("/customers/{customerId}", customerId)
                                        .json(Map.of("first-name", "text", "class", "te"))
                                        .expect(200);
                                user.get(
                                                "/customers?state={state}&page%5Bsize%5D={pageSize}",
                                                user.pick(List.of("new", "old")),
                                                5 + user.random(5))
                                        .header("X-Channel", String.valueOf(7))
                                        .expect(200);
                                user.delete("/customers/{customerId}", customerId).expect(204);
                            }
                        """.indent(0).stripTrailing())
                .contains("user.delete(\"/customers/{customerId}\", customerId).expect(204);")
                .contains(".header(\"X-Channel\", String.valueOf(7))");
    }

    @Test
    void identifiersComeFromWhateverMadeTheThingAlsoWithinOthers() throws Exception {
        assertThat(written("shop.yaml").source())
                .contains(
                        "String customerId = newCustomer(user);\n        String orderId = newOrder(user, customerId);")
                .contains("private static String newOrder(User user, String customerId) {")
                .contains(".map(location -> location.replaceFirst(\"[^?#]*/([^/?#]+).*\", \"$1\"))");
    }

    @Test
    void schemasBecomeRecordsAndMapsAsJavaAllows() throws Exception {
        String source = written("shop.yaml").source();
        assertThat(source)
                .contains("record Address(String street, List<String> lines) {}")
                .contains("\"class\", \"gold\",\n")
                .contains("user.uuid()")
                .contains("user.unique(\"user\") + \"@example.com\"")
                .contains("\"High \\\"Street\\\"\"")
                .contains("List.of(\"text\", \"text\")")
                .contains("record Order(long count, boolean express, List<Line> lines) {}")
                .contains("new Line(\"tea\", 1.5)")
                .contains("1 + user.random(5)")
                .contains("user.pick(List.of(\"new\", \"old\"))")
                .doesNotContain("nick");
    }

    @Test
    void everyWayToBeLetInIsWritten() throws Exception {
        WrittenScenario written = written("shop.yaml");
        assertThat(written.source())
                .contains(".basic(USER_NAME, PASSWORD)")
                .contains("user.header(\"X-Key\", IN_HEADER);")
                .contains(".query(\"key\", IN_QUERY)")
                .contains(".part(\"file\", \"file.txt\", \"text/plain\", \"contents\".getBytes())")
                .contains(".form(\"name\", \"ann\")");
        assertThat(written.warnings())
                .contains(
                        "requests need the bearer token: set the environment variable BEARER_TOKEN where the scenario runs")
                .contains(
                        "1 journey needs identifiers that no operation gives, and got share = 0: put values in, then give shares");
        assertThat(written.summary())
                .containsExactly(
                        "11 operations in 6 journeys",
                        "left out: 1 × deprecated",
                        "left out: 1 × event stream, which does not end");
    }

    @Test
    void itRunsWithoutAnErrorAgainstAServiceThatKnowsOnlyWhatItMade() throws Exception {
        try (var shop = new Shop()) {
            Totals totals = Driven.drive(written("shop.yaml"), shop.address());
            assertThat(shop.refused).isEmpty();
            assertThat(totals.errors()).isEmpty();
            assertThat(totals.completed()).isGreaterThan(50);
            assertThat(shop.asked)
                    .containsKeys(
                            "POST /customers",
                            "GET /customers/{}",
                            "PATCH /customers/{}",
                            "GET /customers",
                            "DELETE /customers/{}",
                            "POST /customers/{}/orders",
                            "GET /customers/{}/orders/{}",
                            "POST /upload",
                            "POST /login",
                            "GET /keys");
        }
    }

    @Test
    void thePublishedPetstoreCompiles() throws Exception {
        WrittenScenario written = written("petstore.yaml");
        assertThat(written.summary()).containsExactly("19 operations in 11 journeys");
        assertThat(written.source())
                .contains("String petId = newPet(user);\n        user.get(\"/pet/{petId}\", petId).expect(200);")
                .contains("--target https://petstore3.swagger.io/api/v3");
        assertThat(written("petstore.yaml", "store").summary())
                .containsExactly("4 operations in 2 journeys", "left out: 15 × other tag");
    }

    @Test
    void swagger2IsRead() throws Exception {
        Path file = Files.writeString(folder.resolve("two.json"), """
                {"swagger": "2.0", "info": {"title": "Two"}, "host": "two.example", "basePath": "/v2", "schemes": ["http"],
                 "paths": {"/notes": {"post": {"consumes": ["application/json"], "parameters": [
                     {"in": "body", "name": "note", "schema": {"$ref": "#/definitions/Note"}}],
                     "responses": {"200": {"schema": {"$ref": "#/definitions/Note"}}}}},
                   "/notes/{id}": {"get": {"parameters": [{"in": "path", "name": "id", "type": "integer", "required": true}], "responses": {"200": {}}}},
                   "/files": {"post": {"parameters": [{"in": "formData", "name": "file", "type": "file"}], "responses": {"200": {}}}}},
                 "definitions": {"Note": {"type": "object", "properties": {"id": {"type": "integer", "readOnly": true}, "text": {"type": "string"}}}}}
                """);
        WrittenScenario written = OpenApiScenario.write("Two", file, Set.of());
        CompiledScenario.compile("Two.java", written.source());
        assertThat(written.source())
                .contains("--target http://two.example/v2")
                .contains("String id = newNote(user);")
                .contains(".part(\"file\", \"file.txt\"");
    }

    /** As GitHub's has them. */
    @Test
    void listsAndMapsOfLongNumbersCompile() throws Exception {
        Path file = Files.writeString(folder.resolve("longs.json"), """
                {"openapi": "3.0.0", "info": {"title": "Longs"}, "paths": {"/grants": {"post": {
                   "requestBody": {"content": {"application/json": {"schema": {"type": "object", "properties": {
                     "repositories": {"type": "array", "items": {"type": "integer", "example": 1296}},
                     "large": {"type": "array", "items": {"type": "integer", "example": 12960000000}},
                     "any": {"type": "array", "items": {"type": "integer", "minimum": 1, "maximum": 9}},
                     "limits": {"type": "object", "additionalProperties": {"type": "integer", "minimum": -5}}}}}}},
                   "responses": {"204": {}}}}}}
                """);
        WrittenScenario written = OpenApiScenario.write("Longs", file, Set.of());
        CompiledScenario.compile("Longs.java", written.source());
        assertThat(written.source())
                .contains("List.of(1_296L)", "List.of(12_960_000_000L)", "Long.valueOf(1 + user.random(9))");
    }

    /** Kubernetes' and GitHub's have as many. */
    @Test
    @Timeout(20)
    void aLargeDocumentTakesTimeByItsSizeAndNotByItsSquare() throws Exception {
        String properties = IntStream.range(0, 40)
                .mapToObj(n -> "\"p%d\": {\"type\": \"string\", \"description\": \"%s\"}".formatted(n, "x".repeat(60)))
                .collect(Collectors.joining(",", "{", "}"));
        String paths = IntStream.range(0, 500)
                .mapToObj(n -> """
                        "/things%d": {"post": {"requestBody": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/T%d"}}}}, "responses": {"201": {}}},
                                      "get": {"responses": {"200": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/T%d"}}}}}}}""".formatted(n, n, n))
                .collect(Collectors.joining(",", "{", "}"));
        String schemas = IntStream.range(0, 500)
                .mapToObj(n -> "\"T%d\": {\"type\": \"object\", \"properties\": %s}".formatted(n, properties))
                .collect(Collectors.joining(",", "{", "}"));
        Path file = Files.writeString(
                folder.resolve("large.json"),
                "{\"openapi\": \"3.0.0\", \"info\": {\"title\": \"Large\"}, \"paths\": %s, \"components\": {\"schemas\": %s}}"
                        .formatted(paths, schemas));
        assertThat(OpenApiScenario.write("Large", file, Set.of()).summary())
                .containsExactly("1000 operations in 500 journeys");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {"openapi": "3.0.0", "paths": {"/a": {"$ref": "https://elsewhere.example/a.yaml"}}} | $ref "https://elsewhere.example/a.yaml" leads out of the document, and nothing is fetched
            {"openapi": "3.0.0", "paths": {"/a": {"$ref": "#/components/a"}}} | $ref "#/components/a" leads nowhere
            {"openapi": "3.0.0", "components": {"a": {"$ref": "#/components/a"}}, "paths": {"/a": {"$ref": "#/components/a"}}} | leads in a circle
            {"openapi": "3.0.0", "paths": {}} | paths describe no operation to call
            {"openapi": "3.0.0"}              | paths is missing or is no object
            {"openapi": "4.0.0"}              | its version is 4.0.0; 2.0 and 3.0 to 3.2 are read
            {"info": {}}                      | neither openapi nor swagger says a version
            {"openapi": "3.0.0",              | wrong:1:
            {{                                | wrong:1:2: not valid JSON
            text                              | wrong:1: an OpenAPI document is an object; this is none
            a: [                              | wrong:1:5: not valid YAML
            """)
    void whatIsWrongIsSaidWithFileAndPlace(String text, String sentence) throws Exception {
        Path file = Files.writeString(folder.resolve("wrong"), text);
        assertThatThrownBy(() -> OpenApiScenario.write("X", file, Set.of()))
                .isInstanceOf(AuthoringException.class)
                .hasMessageStartingWith("wrong:")
                .hasMessageContaining(sentence);
    }

    @Test
    void anUnknownTagIsSaidWithThoseThereAre() throws Exception {
        assertThatThrownBy(() -> written("petstore.yaml", "shop"))
                .hasMessageContaining("with a tag of shop; there are pet, store, user");
    }

    private WrittenScenario written(String resource, String... tags) throws Exception {
        Path file = folder.resolve(resource);
        try (var in = OpenApiScenarioTest.class.getResourceAsStream(resource)) {
            Files.write(file, in.readAllBytes());
        }
        WrittenScenario written = OpenApiScenario.write("Written", file, Set.of(tags));
        CompiledScenario.compile("Written.java", written.source());
        return written;
    }
}
