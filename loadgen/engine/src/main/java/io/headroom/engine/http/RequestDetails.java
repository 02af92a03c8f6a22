package io.headroom.engine.http;

import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a request has beyond method, path and a body of one piece. Most requests have nothing of it, and no object of this class. */
public final class RequestDetails {
    /** As browsers do. */
    public static final int REDIRECTS_MAX = 20;

    private final HeaderLines headers = new HeaderLines();
    private @Nullable StringBuilder query;
    private @Nullable ComposedBody body;
    private long timeoutNanos;
    private int redirectsMax = REDIRECTS_MAX;

    public HeaderLines headers() {
        return headers;
    }

    public void query(String name, String value) {
        StringBuilder text = query == null ? query = new StringBuilder() : query.append('&');
        UrlEncoding.append(text, name);
        UrlEncoding.append(text.append('='), value);
    }

    /** {@code name=value&…}, encoded. */
    public @Nullable String query() {
        return query == null ? null : query.toString();
    }

    public void form(String name, String value) {
        if (body == null) {
            body = new FormBody();
        }
        if (!(body instanceof FormBody form)) {
            throw twoBodies();
        }
        form.add(name, value);
    }

    public void part(String name, String value, Supplier<String> boundary) {
        multipart(boundary).add(name, value);
    }

    public void part(String name, File file, Supplier<String> boundary) {
        multipart(boundary).add(name, file.name(), file.contentType(), file.bytes());
    }

    /** A file of a multipart body. */
    public record File(String name, String contentType, byte[] bytes) {}

    private MultipartBody multipart(Supplier<String> boundary) {
        if (body == null) {
            body = new MultipartBody(boundary.get());
        }
        if (!(body instanceof MultipartBody parts)) {
            throw twoBodies();
        }
        return parts;
    }

    private static IllegalStateException twoBodies() {
        return new IllegalStateException("a request has one body: either form fields or parts");
    }

    /** The type of the body that was composed here, if any. */
    public @Nullable String contentType() {
        return body == null ? null : body.contentType();
    }

    /** The body that was composed here. */
    public byte[] content() {
        return body == null ? new byte[0] : body.bytes();
    }

    public void timeout(Duration time) {
        if (!time.isPositive()) {
            throw new IllegalArgumentException("a timeout is longer than nothing, not " + time);
        }
        timeoutNanos = time.toNanos();
    }

    /** 0 if the target's applies. */
    public long timeoutNanos() {
        return timeoutNanos;
    }

    public void redirectsMax(int max) {
        if (max < 0 || max > REDIRECTS_MAX) {
            throw new IllegalArgumentException("redirects takes 0 to " + REDIRECTS_MAX + ", not " + max);
        }
        redirectsMax = max;
    }

    public int redirectsMax() {
        return redirectsMax;
    }
}
