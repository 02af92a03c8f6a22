package io.headroom.engine.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The request names that one event loop has met, numbered in that order; those within a group are an object of this class of their own. Bounded, because a
 * result has a row for each.
 */
public final class RequestNames {
    private static final int NAMES_MAX = 1_000;
    private static final int GROUP_NAME_MAX = 100;

    private final String basePath;
    private final String group;
    private final Map<String, Map<String, RequestName>> byMethod = new HashMap<>();
    private final Map<String, RequestNames> groups = new HashMap<>();
    private final List<RequestName> all;

    public RequestNames(String basePath) {
        this(basePath, "", new ArrayList<>());
    }

    private RequestNames(String basePath, String group, List<RequestName> all) {
        this.basePath = basePath;
        this.group = group;
        this.all = all;
    }

    public RequestName of(String method, String template) {
        Map<String, RequestName> byTemplate = byMethod.get(method);
        RequestName known = byTemplate == null ? null : byTemplate.get(template);
        return known == null ? add(method, template) : known;
    }

    private RequestName add(String method, String template) {
        if (all.size() == NAMES_MAX) {
            throw new IllegalArgumentException("the scenario uses more than " + NAMES_MAX
                    + " different paths: put what varies into placeholders, as in /profiles/{id}");
        }
        var added = new RequestName(all.size(), group, method, basePath, template);
        byMethod.computeIfAbsent(method, unused -> new HashMap<>()).put(template, added);
        all.add(added);
        return added;
    }

    /** The names within a group of this one. */
    public RequestNames within(String name) {
        RequestNames known = groups.get(name);
        if (known != null) {
            return known;
        }
        if (name.isBlank() || name.length() > GROUP_NAME_MAX) {
            throw new IllegalArgumentException(
                    "a group's name has 1 to " + GROUP_NAME_MAX + " characters; \"" + name + "\" has not");
        }
        if (groups.size() == NAMES_MAX) {
            throw new IllegalArgumentException("the scenario uses more than " + NAMES_MAX
                    + " different groups: a group's name is the same each time");
        }
        var added = new RequestNames(basePath, group + name + " / ", all);
        groups.put(name, added);
        return added;
    }

    String nameOf(int index) {
        return all.get(index).toString();
    }
}
