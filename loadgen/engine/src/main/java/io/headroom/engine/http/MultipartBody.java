package io.headroom.engine.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Fields and files, {@code multipart/form-data} (RFC 7578), written as browsers do. */
final class MultipartBody implements ComposedBody {
    private final String boundary;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /**
     * @param boundary separates parts, so it must not occur in one: long and random
     */
    MultipartBody(String boundary) {
        this.boundary = boundary;
    }

    void add(String name, String value) {
        begin("form-data; name=\"" + quoted(name) + '"');
        write("\r\n\r\n" + value + "\r\n");
    }

    void add(String name, String fileName, String type, byte[] bytes) {
        String contentType = RequestHead.line("content-type", type);
        begin("form-data; name=\"" + quoted(name) + "\"; filename=\"" + quoted(fileName) + '"');
        write("\r\n" + contentType + "\r\n");
        out.writeBytes(bytes);
        write("\r\n");
    }

    @Override
    public String contentType() {
        return "multipart/form-data; boundary=" + boundary;
    }

    @Override
    public byte[] bytes() {
        write("--" + boundary + "--\r\n");
        return out.toByteArray();
    }

    private void begin(String disposition) {
        write("--" + boundary + "\r\ncontent-disposition: " + disposition);
    }

    /** The HTML standard's escapes: a name cannot end its quotes or its line. */
    private static String quoted(String name) {
        return name.replace("\r", "%0D").replace("\n", "%0A").replace("\"", "%22");
    }

    private void write(String text) {
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
