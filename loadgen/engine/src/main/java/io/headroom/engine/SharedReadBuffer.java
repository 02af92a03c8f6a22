package io.headroom.engine;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.DefaultMaxMessagesRecvByteBufAllocator;

/**
 * One read buffer for all connections of an event loop: whoever reads has consumed all of it before the next read. Lives as long as the loop, released by
 * the garbage collector.
 */
final class SharedReadBuffer extends DefaultMaxMessagesRecvByteBufAllocator {
    private static final int BYTES = 64 * 1024;

    private ByteBuf buffer = Unpooled.directBuffer(BYTES, BYTES);

    @Override
    public Handle newHandle() {
        return new MaxMessageHandle() {
            @Override
            public ByteBuf allocate(ByteBufAllocator unused) {
                if (buffer.refCnt() != 1) {
                    buffer = Unpooled.directBuffer(BYTES, BYTES); // somebody still holds the old one
                }
                return buffer.clear().retain();
            }

            @Override
            public int guess() {
                return BYTES;
            }
        };
    }
}
