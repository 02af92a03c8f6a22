package io.headroom.bench.server;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What nginx says of itself (module {@code ngx_http_stub_status_module}).
 *
 * @param requests that it has answered or begun to, the one that asked this included
 */
record StubStatus(long requests) {

    private static final Pattern COUNTS =
            Pattern.compile("server accepts handled requests\\s+\\d+\\s+\\d+\\s+(?<requests>\\d+)");

    static StubStatus parse(String page) throws IOException {
        Matcher counts = COUNTS.matcher(page);
        if (!counts.find()) {
            throw new IOException("this is no status page of nginx: " + page);
        }
        return new StubStatus(Long.parseLong(counts.group("requests")));
    }
}
