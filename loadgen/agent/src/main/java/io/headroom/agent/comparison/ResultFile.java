package io.headroom.agent.comparison;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.headroom.agent.CommandFailure;
import io.headroom.agent.ExitCode;
import io.headroom.agent.export.ResultJson;
import io.headroom.agent.quantity.FileTrouble;
import io.headroom.protocol.capacity.CapacityResult;
import io.headroom.protocol.load.LoadResult;
import io.headroom.protocol.run.RunResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A result document that a user named. */
public sealed interface ResultFile {

    List<String> LOAD_NEEDS = List.of(
            "run",
            "scenario",
            "target",
            "load",
            "totals",
            "requests",
            "series",
            "windowSeconds",
            "generator",
            "environment");
    List<String> CAPACITY_NEEDS = List.of("run", "scenario", "target", "search", "steps", "environment");
    List<String> RUN_NEEDS = List.of("run", "service", "environment", "scenario");

    /** As the user wrote it. */
    String path();

    /** Of {@code ./headroom run}. */
    record OfLoad(String path, LoadResult result) implements ResultFile {}

    /** Of {@code ./headroom capacity}. */
    record OfCapacity(String path, CapacityResult result) implements ResultFile {}

    /** Of a campaign or of {@code ./headroom demo}. */
    record OfRun(String path, RunResult result) implements ResultFile {}

    /** Reads it, or says what is wrong with it. */
    static ResultFile read(String path) {
        try {
            JsonNode document = ResultJson.MAPPER.readTree(Files.readString(Path.of(path)));
            String schema = document.path("schema").asText("");
            return switch (schema) {
                case LoadResult.SCHEMA -> new OfLoad(path, read(path, document, LOAD_NEEDS, LoadResult.class));
                case CapacityResult.SCHEMA ->
                    new OfCapacity(path, read(path, document, CAPACITY_NEEDS, CapacityResult.class));
                case RunResult.SCHEMA -> new OfRun(path, read(path, document, RUN_NEEDS, RunResult.class));
                case "" -> throw wrong(path, "it has no 'schema', so it is no result of Headroom");
                default ->
                    throw wrong(
                            path,
                            "its schema is '%s', and this version compares %s, %s and %s"
                                    .formatted(schema, LoadResult.SCHEMA, CapacityResult.SCHEMA, RunResult.SCHEMA));
            };
        } catch (JsonProcessingException malformed) {
            int line = malformed.getLocation() == null
                    ? 1
                    : malformed.getLocation().getLineNr();
            throw wrong(path, "line %d is not JSON".formatted(line));
        } catch (IOException failure) {
            throw wrong(path, "it cannot be read (%s)".formatted(FileTrouble.of(failure)));
        }
    }

    private static <T> T read(String path, JsonNode document, List<String> needs, Class<T> type) {
        for (String need : needs) {
            if (!document.hasNonNull(need)) {
                throw wrong(path, "it lacks '%s'".formatted(need));
            }
        }
        try {
            return ResultJson.MAPPER.treeToValue(document, type);
        } catch (JsonProcessingException mismatch) {
            throw wrong(
                    path,
                    "it is not a document of its schema: %s"
                            .formatted(String.valueOf(mismatch.getOriginalMessage())
                                    .lines()
                                    .findFirst()
                                    .orElse("")));
        }
    }

    static CommandFailure wrong(String path, String what) {
        return new CommandFailure(
                ExitCode.USAGE,
                "%s: %s; name files that --json of run, capacity or demo has written.".formatted(path, what));
    }
}
