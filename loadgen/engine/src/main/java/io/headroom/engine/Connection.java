package io.headroom.engine;

import io.netty.channel.ChannelInboundHandlerAdapter;

/** One connection of one event loop. Only its loop touches it. */
abstract sealed class Connection extends ChannelInboundHandlerAdapter permits Http1Connection, Http2Connection {
    /** Place in its owner's list; −1 when it has left. */
    int position = -1;

    abstract boolean isOpen();

    /** Whether it can carry another exchange now. */
    abstract boolean hasRoom();

    abstract void send(Exchange exchange);

    /** Fails what has taken longer than its timeout. */
    abstract void failLate(long now, long timeoutNanos);

    /** Ends what it carries as failed, and closes. */
    abstract void fail(String kind, String sentence);
}
