package io.headroom.platform.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.headroom.platform.environment.EnvironmentOutputs.Data;
import io.headroom.platform.environment.EnvironmentOutputs.Verification;
import io.headroom.postgres.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Data is brought up to what was ordered, through a service or in a real PostgreSQL, and counted; less than ordered is a failure. */
class DataStepTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Set<String> records = ConcurrentHashMap.newKeySet();
    private final List<String> progress = new ArrayList<>();
    private HttpServer service;

    @BeforeEach
    void startService() throws IOException {
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        service.createContext("/count", exchange -> {
            byte[] body =
                    "{\"all\": {\"number\": %d}}".formatted(records.size()).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        service.createContext("/records", exchange -> {
            records.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(201, -1);
            exchange.close();
        });
        service.start();
    }

    @AfterEach
    void stopService() {
        service.stop(0);
    }

    @Test
    void whatIsMissing_isMadeThroughTheService_oneRecordEach() throws Exception {
        records.add("the first");

        bringUp(data(new Data.Create("POST", "/records", "{\"name\": \"record{sequence}\"}")), 50);

        assertThat(records).hasSize(50).contains("{\"name\": \"record50\"}");
        assertThat(progress).last().asString().isEqualTo("data: 50 records");
    }

    @Test
    void aServiceThatFillsItself_isOnlyCounted_andTooFewIsAFailure() {
        records.add("the only one");

        assertThatThrownBy(() -> bringUp(data(null), 2))
                .isInstanceOf(EnvironmentFailure.class)
                .hasMessageContaining("has 1 records, and 2 were ordered");
    }

    @Test
    void whereNothingSaysHowToCount_noDataCanBeOrdered() {
        assertThatThrownBy(() -> bringUp(null, 2)).hasMessageContaining("verification.data");
    }

    @Test
    void aRequestThatIsRefused_isNamed() {
        assertThatThrownBy(() -> bringUp(data(new Data.Create("POST", "/elsewhere", "{}")), 2))
                .hasMessageContaining("POST")
                .hasMessageContaining("/elsewhere answered 404");
    }

    @Test
    void whatIsMissing_isMadeBySql(@TempDir Path folder) throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder.resolve("postgres"))) {
            try (Connection connection =
                    DriverManager.getConnection(postgres.jdbcUrl(), postgres.username(), postgres.password())) {
                connection.createStatement().execute("create table record (id bigint)");
            }
            Path password = Files.writeString(folder.resolve("password"), postgres.password());
            Data.Sql sql = new Data.Sql(
                    postgres.jdbcUrl(),
                    postgres.username(),
                    password.toString(),
                    "select count(*) from record",
                    "insert into record select generate_series((select count(*) + 1 from record), ?)");

            bringUp(new Data(null, null, null, sql), 1000);

            assertThat(progress).last().asString().isEqualTo("data: 1000 records");
        }
    }

    private static Data data(Data.@Nullable Create create) {
        return new Data("/count", "/all/number", create, null);
    }

    private void bringUp(@Nullable Data data, long volume) throws Exception {
        EnvironmentOutputs outputs = new EnvironmentOutputs(
                "http://127.0.0.1:" + service.getAddress().getPort(),
                List.of(),
                List.of(),
                null,
                new Verification("/count", null, data));
        DataStep.bringUp(outputs, volume, JSON, progress::add);
    }
}
