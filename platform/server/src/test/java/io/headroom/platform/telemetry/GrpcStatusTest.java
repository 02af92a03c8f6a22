package io.headroom.platform.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Any;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Duration;
import io.headroom.telemetry.otlp.OtlpAnswer;
import io.vertx.core.MultiMap;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GrpcStatusTest {

    @Test
    void whoComesWhileThereIsNoRoomIsToldWhenToComeAgain() throws Exception {
        OtlpAnswer answer = new OtlpAnswer(
                429, "application/x-protobuf", new byte[0], Optional.of(java.time.Duration.ofSeconds(2)));
        MultiMap trailers = MultiMap.caseInsensitiveMultiMap();

        GrpcStatus.of(answer).write(trailers, answer);

        assertThat(trailers.get("grpc-status")).isEqualTo("8");
        CodedInputStream status =
                CodedInputStream.newInstance(Base64.getDecoder().decode(trailers.get("grpc-status-details-bin")));
        assertThat(status.readTag()).isEqualTo(1 << 3);
        assertThat(status.readInt32()).isEqualTo(8);
        assertThat(status.readTag()).isEqualTo(2 << 3 | 2);
        assertThat(status.readString()).isEqualTo("More is being read at once than there is room for.");
        assertThat(status.readTag()).isEqualTo(3 << 3 | 2);
        Any details = Any.parseFrom(status.readByteArray());
        assertThat(details.getTypeUrl()).isEqualTo("type.googleapis.com/google.rpc.RetryInfo");
        CodedInputStream retryInfo = details.getValue().newCodedInput();
        assertThat(retryInfo.readTag()).isEqualTo(1 << 3 | 2);
        assertThat(Duration.parseFrom(retryInfo.readByteArray()))
                .isEqualTo(Duration.newBuilder().setSeconds(2).build());
        assertThat(retryInfo.isAtEnd() && status.isAtEnd()).isTrue();
    }

    @Test
    void whoSentTooMuchIsNotAskedToComeAgain() {
        OtlpAnswer answer = new OtlpAnswer(413, "application/x-protobuf", new byte[0], Optional.empty());
        MultiMap trailers = MultiMap.caseInsensitiveMultiMap();

        GrpcStatus.of(answer).write(trailers, answer);

        assertThat(trailers.get("grpc-status")).isEqualTo("8");
        assertThat(trailers.contains("grpc-status-details-bin")).isFalse();
    }
}
