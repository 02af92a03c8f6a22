package io.headroom.engine.http;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.util.AsciiString;
import java.util.Set;

/**
 * A request in the terms of HTTP/2 (RFC 9113, section 8.3). It is made from the request's HTTP/1.1 text, so that one place says what a request carries.
 *
 * @param content to be released by whoever sends it
 */
public record Http2Request(Http2Headers headers, ByteBuf content) {
    private static final AsciiString HOST = AsciiString.cached("host");
    /** What only concerns a connection of HTTP/1.1 (RFC 9113, section 8.2.2). */
    private static final Set<AsciiString> OF_CONNECTION = Set.of(
            AsciiString.cached("connection"),
            AsciiString.cached("keep-alive"),
            AsciiString.cached("proxy-connection"),
            AsciiString.cached("transfer-encoding"),
            AsciiString.cached("te"),
            AsciiString.cached("upgrade"));

    /** Reads all of the text, which the engine has written itself and is therefore well formed. */
    public static Http2Request of(ByteBuf text, String scheme) {
        var headers = new DefaultHttp2Headers(false);
        AsciiString requestLine = line(text);
        int path = requestLine.indexOf(" ") + 1;
        int version = requestLine.lastIndexOf(" ");
        headers.method(requestLine.subSequence(0, path - 1))
                .scheme(scheme)
                .path(requestLine.subSequence(path, version));
        for (AsciiString line = line(text); !line.isEmpty(); line = line(text)) {
            add(headers, line);
        }
        return new Http2Request(headers, text.readRetainedSlice(text.readableBytes()));
    }

    private static void add(Http2Headers headers, AsciiString line) {
        int colon = line.indexOf(":");
        AsciiString name = line.subSequence(0, colon).toLowerCase();
        AsciiString value = line.subSequence(colon + 1).trim();
        if (name.equals(HOST)) {
            headers.authority(value);
        } else if (!OF_CONNECTION.contains(name)) {
            headers.add(name, value);
        }
    }

    private static AsciiString line(ByteBuf text) {
        byte[] bytes = new byte[text.bytesBefore((byte) '\n') - 1];
        text.readBytes(bytes).skipBytes("\r\n".length());
        return new AsciiString(bytes, false);
    }
}
