package io.headroom.engine.http;

import java.nio.charset.StandardCharsets;

/** Fields of an HTML form, {@code application/x-www-form-urlencoded}. */
final class FormBody implements ComposedBody {
    private final StringBuilder text = new StringBuilder();

    void add(String name, String value) {
        if (!text.isEmpty()) {
            text.append('&');
        }
        UrlEncoding.appendToForm(text, name);
        text.append('=');
        UrlEncoding.appendToForm(text, value);
    }

    @Override
    public String contentType() {
        return "application/x-www-form-urlencoded";
    }

    @Override
    public byte[] bytes() {
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }
}
