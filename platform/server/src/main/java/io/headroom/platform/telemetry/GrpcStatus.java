package io.headroom.platform.telemetry;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.Duration;
import io.headroom.telemetry.otlp.OtlpAnswer;
import io.vertx.core.MultiMap;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** How a call over gRPC ended, as its trailers say it. */
record GrpcStatus(int code, String message) {

    static final int OK = 0;
    static final int INVALID_ARGUMENT = 3;
    static final int RESOURCE_EXHAUSTED = 8;
    static final int UNIMPLEMENTED = 12;
    static final int INTERNAL = 13;

    private static final int STATUS_CODE = 1;
    private static final int STATUS_MESSAGE = 2;
    private static final int STATUS_DETAILS = 3;
    private static final String RETRY_INFO = "type.googleapis.com/google.rpc.RetryInfo";

    static GrpcStatus of(OtlpAnswer answer) {
        return switch (answer.status()) {
            case 200 -> new GrpcStatus(OK, "");
            case 413 -> new GrpcStatus(RESOURCE_EXHAUSTED, "The message is too large: send smaller batches.");
            case 415 -> new GrpcStatus(UNIMPLEMENTED, "Messages are read plain or compressed by gzip.");
            case 429 -> new GrpcStatus(RESOURCE_EXHAUSTED, "More is being read at once than there is room for.");
            default -> new GrpcStatus(INVALID_ARGUMENT, "The message cannot be read.");
        };
    }

    void write(MultiMap trailers, OtlpAnswer answer) {
        write(trailers);
        // only with this may a sender come again, by OTLP's specification
        answer.retryAfter()
                .ifPresent(wait -> trailers.set(
                        "grpc-status-details-bin",
                        Base64.getEncoder().withoutPadding().encodeToString(withRetryInfo(wait.toSeconds()))));
    }

    void write(MultiMap trailers) {
        trailers.set("grpc-status", String.valueOf(code));
        if (!message.isEmpty()) {
            trailers.set(
                    "grpc-message",
                    URLEncoder.encode(message, StandardCharsets.UTF_8).replace("+", "%20"));
        }
    }

    /** A {@code google.rpc.Status} with a {@code google.rpc.RetryInfo}, whose only field is the time to wait. */
    private byte[] withRetryInfo(long seconds) {
        ByteString wait = Duration.newBuilder().setSeconds(seconds).build().toByteString();
        Any retryInfo = Any.newBuilder()
                .setTypeUrl(RETRY_INFO)
                .setValue(ByteString.copyFrom(new byte[] {1 << 3 | 2, (byte) wait.size()})
                        .concat(wait))
                .build();
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            CodedOutputStream out = CodedOutputStream.newInstance(bytes);
            out.writeInt32(STATUS_CODE, code);
            out.writeString(STATUS_MESSAGE, message);
            out.writeMessage(STATUS_DETAILS, retryInfo);
            out.flush();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
