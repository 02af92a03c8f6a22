package io.headroom.authoring.traffic;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which values of requests came from earlier answers. A value that a request carried before any answer gave it was the user's own, and stays as it is.
 */
final class Links {
    private final Map<Integer, Map<Use, Answers.Source>> byUser = new HashMap<>();
    private final Map<Integer, Map<Origin, String>> byGiver = new HashMap<>();

    static Links of(List<Exchange> exchanges) {
        var links = new Links();
        var answers = new Answers();
        Set<String> own = new HashSet<>();
        for (int number = 0; number < exchanges.size(); number++) {
            Exchange exchange = exchanges.get(number);
            for (Use use : Use.of(exchange)) {
                Optional<Answers.Source> source = own.contains(use.value()) ? Optional.empty() : answers.of(use);
                if (source.isPresent()) {
                    links.add(number, use, source.get());
                } else {
                    own.add(use.value());
                }
            }
            answers.add(number, exchange);
        }
        return links;
    }

    private void add(int number, Use use, Answers.Source source) {
        byUser.computeIfAbsent(number, _ -> new HashMap<>()).put(use, source);
        byGiver.computeIfAbsent(source.exchange(), _ -> new LinkedHashMap<>()).put(source.origin(), use.value());
    }

    /** Where a value that the exchange's request carries came from. */
    Optional<Answers.Source> sourceOf(int number, Use use) {
        return Optional.ofNullable(byUser.getOrDefault(number, Map.of()).get(use));
    }

    /** What later requests take from the exchange's answer, in the order of its first use. */
    List<Origin> givenBy(int number) {
        return List.copyOf(byGiver.getOrDefault(number, Map.of()).keySet());
    }

    /** The exchanges whose answers the exchange's request depends on. */
    List<Integer> needs(int number) {
        return byUser.getOrDefault(number, Map.of()).values().stream()
                .map(Answers.Source::exchange)
                .distinct()
                .sorted()
                .toList();
    }
}
