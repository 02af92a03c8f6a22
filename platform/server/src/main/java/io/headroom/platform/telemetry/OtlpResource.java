package io.headroom.platform.telemetry;

import io.headroom.telemetry.otlp.OtlpAnswer;
import io.headroom.telemetry.otlp.OtlpLimits;
import io.headroom.telemetry.otlp.OtlpRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** OTLP over HTTP, at the paths that its specification names. */
@Path("/v1")
@Consumes(MediaType.WILDCARD)
class OtlpResource {

    private final OtlpIntake intake;

    OtlpResource(OtlpIntake intake) {
        this.intake = intake;
    }

    @POST
    @Path("/traces")
    @Operation(hidden = true)
    public Response traces(
            @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable String type,
            @HeaderParam(HttpHeaders.CONTENT_ENCODING) @Nullable String encoding,
            InputStream body)
            throws IOException {
        return take(OtlpSignal.TRACES, type, encoding, body);
    }

    @POST
    @Path("/metrics")
    @Operation(hidden = true)
    public Response metrics(
            @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable String type,
            @HeaderParam(HttpHeaders.CONTENT_ENCODING) @Nullable String encoding,
            InputStream body)
            throws IOException {
        return take(OtlpSignal.METRICS, type, encoding, body);
    }

    /** Of what is too long no more is read than shows that it is. */
    private Response take(OtlpSignal signal, @Nullable String type, @Nullable String encoding, InputStream body)
            throws IOException {
        byte[] bytes = body.readNBytes(OtlpLimits.STANDARD.bodyBytesMax() + 1);
        return response(intake.take(signal, new OtlpRequest(type, encoding, bytes)));
    }

    private static Response response(OtlpAnswer answer) {
        Response.ResponseBuilder response =
                Response.status(answer.status()).type(answer.contentType()).entity(answer.body());
        answer.retryAfter().ifPresent(wait -> response.header(HttpHeaders.RETRY_AFTER, wait.toSeconds()));
        return response.build();
    }
}
