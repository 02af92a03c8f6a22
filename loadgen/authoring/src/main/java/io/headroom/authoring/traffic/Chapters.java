package io.headroom.authoring.traffic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Which exchanges become one journey: those of a page, together with the pages that depend on it because they carry a value or a cookie that it was given.
 */
final class Chapters {
    private final List<Exchange> exchanges;
    private final int[] parents;

    private Chapters(List<Exchange> exchanges) {
        this.exchanges = exchanges;
        this.parents = new int[exchanges.stream().mapToInt(Exchange::page).max().orElse(0) + 1];
        for (int page = 0; page < parents.length; page++) {
            parents[page] = page;
        }
    }

    /** The numbers of the exchanges of each journey. */
    static List<List<Integer>> of(List<Exchange> exchanges, Links links) {
        var chapters = new Chapters(exchanges);
        for (int number = 0; number < exchanges.size(); number++) {
            for (int needed : links.needs(number)) {
                chapters.join(
                        exchanges.get(number).page(), exchanges.get(needed).page());
            }
        }
        chapters.joinByCookies();
        var byRoot = new TreeMap<Integer, List<Integer>>();
        for (int number = 0; number < exchanges.size(); number++) {
            int root = chapters.root(exchanges.get(number).page());
            byRoot.computeIfAbsent(root, _ -> new ArrayList<>()).add(number);
        }
        return List.copyOf(byRoot.values());
    }

    private void joinByCookies() {
        Map<String, Integer> givers = new HashMap<>();
        for (Exchange exchange : exchanges) {
            exchange.header("cookie").stream()
                    .flatMap(sent -> Arrays.stream(sent.split(";")))
                    .map(cookie -> givers.get(cookie.strip()))
                    .filter(Objects::nonNull)
                    .forEach(page -> join(exchange.page(), page));
            exchange.answerHeaders().stream()
                    .filter(header -> header.name().equalsIgnoreCase("set-cookie"))
                    .forEach(header ->
                            givers.putIfAbsent(header.value().split(";", 2)[0].strip(), exchange.page()));
        }
    }

    private void join(int one, int other) {
        int low = Math.min(root(one), root(other));
        parents[Math.max(root(one), root(other))] = low;
    }

    private int root(int page) {
        int root = page;
        while (parents[root] != root) {
            root = parents[root];
        }
        return root;
    }
}
