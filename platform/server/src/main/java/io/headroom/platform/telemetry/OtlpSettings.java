package io.headroom.platform.telemetry;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.util.Optional;

/** How telemetry is taken in: settings that begin with {@code headroom.otlp}, or variables that begin with {@code HEADROOM_OTLP}. */
@ConfigMapping(prefix = "headroom.otlp")
interface OtlpSettings {

    /** A load session that somebody else drives: its traces are added up, too, and served as those of a run with this name. Nothing of it goes to the database. */
    Optional<String> expect();

    /** Where everything that is accepted goes as well, unchanged: another receiver's address, without {@code /v1/traces}. */
    Optional<URI> forward();

    /** TCP port of OTLP over gRPC on the loopback interface; 0 for none, {@code -1} for any free one. */
    @WithDefault("4317")
    int grpcPort();

    /** Figures and traces of runs that began so many days ago are deleted. */
    @WithDefault("90")
    int retentionDays();
}
