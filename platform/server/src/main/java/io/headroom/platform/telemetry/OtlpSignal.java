package io.headroom.platform.telemetry;

/** What a request of OTLP carries. */
enum OtlpSignal {
    TRACES("/v1/traces"),
    METRICS("/v1/metrics");

    /** Where OTLP over HTTP has it. */
    final String path;

    OtlpSignal(String path) {
        this.path = path;
    }
}
