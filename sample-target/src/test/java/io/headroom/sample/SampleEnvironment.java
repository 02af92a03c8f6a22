package io.headroom.sample;

import static java.util.Map.entry;

import io.headroom.postgres.EmbeddedPostgres;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** What the service needs around it: a real PostgreSQL in a folder of its own, and a third party. Settings may be changed by initial arguments. */
public final class SampleEnvironment implements QuarkusTestResourceLifecycleManager {

    private Map<String, String> changes = Map.of();
    private Path folder;
    private EmbeddedPostgres postgres;
    private ThirdParty thirdParty;

    @Override
    public void init(Map<String, String> changes) {
        this.changes = changes;
    }

    @Override
    public Map<String, String> start() {
        try {
            folder = Files.createTempDirectory("headroom-sample-test");
            thirdParty = ThirdParty.start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        postgres = EmbeddedPostgres.start(folder.resolve("data"));
        Map<String, String> settings = new HashMap<>(Map.ofEntries(
                entry("quarkus.datasource.jdbc.url", postgres.jdbcUrl()),
                entry("quarkus.datasource.username", postgres.username()),
                entry("quarkus.datasource.password", postgres.password()),
                entry("quarkus.otel.sdk.disabled", "true"),
                entry("quarkus.http.test-port", "0"),
                entry("sample.workers", "2"),
                entry("sample.service-time", "PT0.05S"),
                entry("sample.instance-id", "profile-test"),
                entry("sample.zone", "test-a"),
                entry("sample.profiles", "1000"),
                entry("quarkus.otel.exporter.otlp.endpoint", thirdParty.url()),
                entry("sample.third-party-url", thirdParty.url())));
        settings.putAll(changes);
        return settings;
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(thirdParty, new TestInjector.MatchesType(ThirdParty.class));
    }

    @Override
    public void stop() {
        postgres.close();
        thirdParty.close();
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(java.io.File::delete);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
