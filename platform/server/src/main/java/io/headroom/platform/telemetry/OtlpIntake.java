package io.headroom.platform.telemetry;

import io.headroom.telemetry.otlp.OtlpAnswer;
import io.headroom.telemetry.otlp.OtlpRequest;
import jakarta.enterprise.context.ApplicationScoped;

/** Every export comes through here, whatever brought it: it is taken, and passed on if it was. */
@ApplicationScoped
class OtlpIntake {

    private final Telemetry telemetry;
    private final Forwarding forwarding;

    OtlpIntake(Telemetry telemetry, Forwarding forwarding) {
        this.telemetry = telemetry;
        this.forwarding = forwarding;
    }

    OtlpAnswer take(OtlpSignal signal, OtlpRequest request) {
        OtlpAnswer answer = switch (signal) {
            case TRACES -> telemetry.receiver().traces(request);
            case METRICS -> telemetry.receiver().metrics(request);
        };
        if (answer.status() == 200) {
            forwarding.offer(signal, request);
        }
        return answer;
    }
}
