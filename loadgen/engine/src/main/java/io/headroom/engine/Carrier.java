package io.headroom.engine;

import io.headroom.engine.http.ResponseHead;

/** What carries an exchange: a connection of HTTP/1.1, or one stream of an HTTP/2 connection. */
sealed interface Carrier permits Http1Connection, Http2Stream {
    /** The head of the answer, until the next request is sent here. */
    ResponseHead head();

    /** Gives the exchange up, which was cut off, if it is still carried here. */
    void abandon(Exchange exchange);
}
