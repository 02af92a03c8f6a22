package io.headroom.engine.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The request names that one event loop has met, numbered in that order. Bounded, because a result has a row for each. */
public final class RequestNames {
    private static final int NAMES_MAX = 1_000;

    private final String basePath;
    private final Map<String, Map<String, RequestName>> byMethod = new HashMap<>();
    private final List<RequestName> all = new ArrayList<>();

    public RequestNames(String basePath) {
        this.basePath = basePath;
    }

    public RequestName of(String method, String template) {
        Map<String, RequestName> byTemplate = byMethod.computeIfAbsent(method, unused -> new HashMap<>());
        RequestName known = byTemplate.get(template);
        if (known != null) {
            return known;
        }
        if (all.size() == NAMES_MAX) {
            throw new IllegalArgumentException("the scenario uses more than " + NAMES_MAX
                    + " different paths: put what varies into placeholders, as in /profiles/{id}");
        }
        var added = new RequestName(all.size(), method, basePath, template);
        byTemplate.put(template, added);
        all.add(added);
        return added;
    }

    String nameOf(int index) {
        return all.get(index).toString();
    }
}
