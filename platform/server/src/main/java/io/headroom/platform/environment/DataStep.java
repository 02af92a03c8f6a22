package io.headroom.platform.environment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.headroom.platform.environment.EnvironmentOutputs.Data;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Brings the environment's data up to the volume that was ordered, and counts it. A module whose service fills itself says only how to count; another
 * also says by which request, or by which statement of SQL, more is made. An environment with less data than ordered is not the one that was ordered.
 */
final class DataStep {

    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(30);
    private static final int SIDE_BY_SIDE = 8;
    private static final String SEQUENCE = "{sequence}";

    private final String targetUrl;
    private final Data data;
    private final ObjectMapper json;

    private DataStep(String targetUrl, Data data, ObjectMapper json) {
        this.targetUrl = targetUrl;
        this.data = data;
        this.json = json;
    }

    /**
     * @param volume records that were ordered; 0 for none
     * @throws EnvironmentFailure if there are fewer, and no way to make them; or nothing says how to count
     */
    static void bringUp(EnvironmentOutputs outputs, long volume, ObjectMapper json, Consumer<String> progress)
            throws EnvironmentFailure, InterruptedException {
        if (volume == 0) {
            return;
        }
        Data data = outputs.verification().data();
        if (data == null) {
            throw EnvironmentFailure.ofUser(
                    "data_volume is " + volume
                            + ", and the module's output verification.data, which says how to count it, is missing: add it, or order no data");
        }
        new DataStep(outputs.targetUrl(), data, json).bringUp(volume, progress);
    }

    private void bringUp(long volume, Consumer<String> progress) throws EnvironmentFailure, InterruptedException {
        long present = count();
        if (present < volume) {
            progress.accept("data: " + present + " of " + volume + " records are there; making the rest");
            make(present, volume);
            present = count();
        }
        if (present < volume) {
            throw new EnvironmentFailure("the environment has " + present + " records, and " + volume
                    + " were ordered: see what its service says of them");
        }
        progress.accept("data: " + present + " records");
    }

    private long count() throws EnvironmentFailure, InterruptedException {
        if (data.sql() != null) {
            return countBySql(data.sql());
        }
        if (data.countPath() == null || data.countPointer() == null) {
            throw EnvironmentFailure.ofUser(
                    "the module's output verification.data lacks count_path and count_pointer, and has no sql: it must say how to count");
        }
        HttpResponse<String> answer = send("GET", data.countPath(), null);
        try {
            JsonNode number = json.readTree(answer.body()).at(data.countPointer());
            if (answer.statusCode() == 200 && number.canConvertToLong()) {
                return number.asLong();
            }
        } catch (IOException notJson) {
            // Said below.
        }
        throw new EnvironmentFailure("the environment's data cannot be counted: " + targetUrl + data.countPath()
                + " answered " + answer.statusCode() + " without a number at " + data.countPointer());
    }

    private void make(long present, long volume) throws EnvironmentFailure, InterruptedException {
        if (data.sql() != null && data.sql().fill() != null) {
            fillBySql(data.sql(), data.sql().fill(), volume);
        } else if (data.create() != null) {
            createByRequests(data.create(), present, volume);
        }
    }

    private void createByRequests(Data.Create create, long present, long volume)
            throws EnvironmentFailure, InterruptedException {
        Semaphore places = new Semaphore(SIDE_BY_SIDE);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> answers = new ArrayList<>();
            for (long sequence = present + 1; sequence <= volume; sequence++) {
                places.acquire();
                String body = create.body().replace(SEQUENCE, String.valueOf(sequence));
                answers.add(threads.submit(() -> {
                    try {
                        requireCreated(create, send(create.method(), create.path(), body));
                        return null;
                    } finally {
                        places.release();
                    }
                }));
            }
            for (Future<?> answer : answers) {
                answer.get();
            }
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof EnvironmentFailure failure) {
                throw failure;
            }
            throw new EnvironmentFailure("the environment's data cannot be made: " + failed.getCause());
        }
    }

    private void requireCreated(Data.Create create, HttpResponse<String> answer) throws EnvironmentFailure {
        if (answer.statusCode() / 100 != 2) {
            throw new EnvironmentFailure("the environment's data cannot be made: " + create.method() + " " + targetUrl
                    + create.path() + " answered " + answer.statusCode());
        }
    }

    private HttpResponse<String> send(String method, String path, @Nullable String body)
            throws EnvironmentFailure, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(targetUrl + path))
                .timeout(ANSWER_LIMIT)
                .header("Content-Type", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        try (HttpClient http =
                HttpClient.newBuilder().connectTimeout(ANSWER_LIMIT).build()) {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException unreachable) {
            throw new EnvironmentFailure("the environment's data cannot be reached at " + targetUrl + path + " ("
                    + unreachable.getClass().getSimpleName() + ")");
        }
    }

    private static long countBySql(Data.Sql sql) throws EnvironmentFailure {
        try (Connection connection = connect(sql);
                PreparedStatement statement = connection.prepareStatement(sql.count());
                ResultSet rows = statement.executeQuery()) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException | IOException failure) {
            throw new EnvironmentFailure("the environment's data cannot be counted by SQL: " + failure.getMessage());
        }
    }

    /** The statement's one parameter is the volume; it brings the data up to it, and is all or nothing. */
    private static void fillBySql(Data.Sql sql, String fill, long volume) throws EnvironmentFailure {
        try (Connection connection = connect(sql);
                PreparedStatement statement = connection.prepareStatement(fill)) {
            statement.setLong(1, volume);
            statement.executeUpdate();
        } catch (SQLException | IOException failure) {
            throw new EnvironmentFailure("the environment's data cannot be made by SQL: " + failure.getMessage());
        }
    }

    private static Connection connect(Data.Sql sql) throws SQLException, IOException {
        return DriverManager.getConnection(
                sql.jdbcUrl(),
                sql.username(),
                Files.readString(Path.of(sql.passwordFile())).strip());
    }
}
