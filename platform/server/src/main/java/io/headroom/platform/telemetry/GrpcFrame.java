package io.headroom.platform.telemetry;

import io.vertx.core.buffer.Buffer;

/** How gRPC puts a message into a body: a byte that says whether it is compressed, its length, and the message. */
final class GrpcFrame {

    static final int HEAD_BYTES = 5;

    private GrpcFrame() {}

    /** Whether a whole body is exactly one message, as a unary call's is. */
    static boolean isOneMessage(Buffer body) {
        return body.length() >= HEAD_BYTES && body.getUnsignedInt(1) == body.length() - HEAD_BYTES;
    }

    static boolean isCompressed(Buffer body) {
        return body.getByte(0) == 1;
    }

    static byte[] message(Buffer body) {
        return body.getBytes(HEAD_BYTES, body.length());
    }

    static Buffer of(byte[] message) {
        return Buffer.buffer(HEAD_BYTES + message.length)
                .appendByte((byte) 0)
                .appendInt(message.length)
                .appendBytes(message);
    }
}
