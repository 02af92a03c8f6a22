package io.headroom.telemetry.otlp;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The two encodings of OTLP over HTTP. */
enum Encoding {
    PROTOBUF("application/x-protobuf") {
        @Override
        void read(byte[] body, Message.Builder into, OtlpLimits limits) throws Refusal {
            new PartCount(limits).add(body, 0, body.length, into.getDescriptorForType());
            CodedInputStream in = CodedInputStream.newInstance(body);
            in.setRecursionLimit(limits.depthMax());
            try {
                into.mergeFrom(in);
                in.checkLastTagWas(0);
            } catch (InvalidProtocolBufferException e) {
                throw malformed("The body is no protobuf of OTLP: " + e.getMessage());
            } catch (IOException e) {
                throw malformed("The body cannot be read as protobuf: " + e.getMessage());
            }
        }

        @Override
        byte[] write(Message message) {
            return message.toByteArray();
        }

        @Override
        byte[] status(int code, String text) {
            return RpcStatus.protobuf(code, text);
        }
    },

    JSON("application/json") {
        @Override
        void read(byte[] body, Message.Builder into, OtlpLimits limits) throws Refusal {
            JsonMessages.read(body, into, limits);
        }

        @Override
        byte[] write(Message message) {
            return JsonMessages.write(message);
        }

        @Override
        byte[] status(int code, String text) {
            return RpcStatus.json(code, text);
        }
    };

    final String contentType;

    Encoding(String contentType) {
        this.contentType = contentType;
    }

    /** @throws Refusal 415 for any other */
    static Encoding of(@Nullable String contentType) throws Refusal {
        String type =
                contentType == null ? "" : contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        for (Encoding encoding : values()) {
            if (encoding.contentType.equals(type)) {
                return encoding;
            }
        }
        throw new Refusal(
                Refusal.Cause.UNSUPPORTED_TYPE,
                "The content type is \"%s\": send application/x-protobuf or application/json.".formatted(type));
    }

    /** Merges the whole body into the message; one that would become too much is refused before. */
    abstract void read(byte[] body, Message.Builder into, OtlpLimits limits) throws Refusal;

    abstract byte[] write(Message message);

    /** A {@code google.rpc.Status}. */
    abstract byte[] status(int code, String text);

    static Refusal malformed(String message) {
        return new Refusal(Refusal.Cause.MALFORMED, message);
    }
}
