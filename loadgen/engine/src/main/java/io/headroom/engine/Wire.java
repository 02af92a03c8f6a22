package io.headroom.engine;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.unix.Socket;
import io.netty.channel.unix.UnixChannel;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What requests of one connection go out through. Where nothing stands between the channel and its socket they go into the socket at once: Netty's queue of
 * writes costs as much as all that is done to build a request, and it is empty nearly always. Netty still gets what the socket does not take.
 */
final class Wire {
    private final Channel channel;
    private final boolean plain;
    private final @Nullable Socket socket;

    /** @param plain whether requests need nothing of the channel's pipeline, such as to be encrypted */
    Wire(Channel channel, boolean plain) {
        this.channel = channel;
        this.plain = plain;
        this.socket = plain && channel instanceof UnixChannel unix && unix.fd() instanceof Socket found ? found : null;
    }

    boolean isOpen() {
        return channel.isActive();
    }

    void close() {
        channel.close();
    }

    /** Sends a request, sooner or later, and releases it. */
    void send(ByteBuf request) {
        if (!plain) {
            channel.writeAndFlush(request, channel.voidPromise());
        } else if (socket != null && isTaken(request, socket)) {
            request.release();
        } else {
            Channel.Unsafe unsafe = channel.unsafe();
            unsafe.write(request, channel.voidPromise());
            unsafe.flush();
        }
    }

    /** Whether the socket takes all of it; what it takes of it has been read. */
    private boolean isTaken(ByteBuf request, Socket to) {
        ChannelOutboundBuffer queue = channel.unsafe().outboundBuffer();
        if (queue == null || !queue.isEmpty() || !request.hasMemoryAddress()) {
            return false;
        }
        try {
            int taken = to.sendAddress(request.memoryAddress(), request.readerIndex(), request.writerIndex());
            request.skipBytes(taken);
            return !request.isReadable();
        } catch (IOException e) {
            return false; // Netty meets it again, and closes the channel as it does whenever a socket fails
        }
    }
}
