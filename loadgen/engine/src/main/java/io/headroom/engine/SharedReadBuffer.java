package io.headroom.engine;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.DefaultMaxMessagesRecvByteBufAllocator;

/** Makes all connections of an event loop read into one buffer. */
final class SharedReadBuffer extends DefaultMaxMessagesRecvByteBufAllocator {
    private static final int BYTES = 64 * 1024;

    private final SharedBuffer buffer = new SharedBuffer(BYTES);

    @Override
    public Handle newHandle() {
        return new MaxMessageHandle() {
            @Override
            public ByteBuf allocate(ByteBufAllocator unused) {
                return buffer.next();
            }

            @Override
            public int guess() {
                return BYTES;
            }
        };
    }
}
