package io.headroom.engine;

/** Which version of HTTP is spoken. */
public enum Protocol {
    /** Under TLS what the server prefers of HTTP/2 and HTTP/1.1 (ALPN, RFC 7301); without it HTTP/1.1. */
    AUTO,
    HTTP_1_1,
    /** HTTP/2 only; without TLS at once, with prior knowledge (RFC 9113, section 3.3). */
    HTTP_2
}
