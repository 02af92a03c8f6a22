package io.headroom.sample.instance;

import io.headroom.sample.defect.Defect;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** The settings of one instance, {@code SAMPLE_…} in the environment. A wrong one keeps the service from starting. */
@ConfigMapping(prefix = "sample")
public interface InstanceConfiguration {

    String WORKERS_LIMITS = "is ${validatedValue}: give SAMPLE_WORKERS between 1 and 64";
    String SERVICE_TIME_LIMITS = "is ${validatedValue}: give SAMPLE_SERVICE_TIME between PT0.001S and PT2S";
    String PROFILES_LIMITS = "is ${validatedValue}: give SAMPLE_PROFILES between 0 and 10000000";

    /** How many operations run at a time. */
    @WithDefault("4")
    @Min(value = 1, message = WORKERS_LIMITS)
    @Max(value = 64, message = WORKERS_LIMITS)
    int workers();

    /** How long an operation holds its worker, an ISO 8601 duration such as {@code PT0.02S}. */
    @WithDefault("PT0.02S")
    @DurationMin(millis = 1, message = SERVICE_TIME_LIMITS)
    @DurationMax(seconds = 2, message = SERVICE_TIME_LIMITS)
    Duration serviceTime();

    /** The defects that are switched on, by id and separated by commas. */
    Optional<Set<@WithConverter(DefectById.class) Defect>> defects();

    /** The name that every answer carries as {@code X-Instance-Id}. */
    @WithDefault("profile-1")
    @NotBlank
    String instanceId();

    /** The availability zone in which the instance stands. */
    @WithDefault("local-a")
    @NotBlank
    String zone();

    /** How many profiles the database holds at least when the instance is ready. */
    @WithDefault("0")
    @Min(value = 0, message = PROFILES_LIMITS)
    @Max(value = 10_000_000, message = PROFILES_LIMITS)
    int profiles();

    /** Where the third party that rates names answers. */
    URI thirdPartyUrl();
}
