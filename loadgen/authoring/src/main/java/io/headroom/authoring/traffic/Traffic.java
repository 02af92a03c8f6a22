package io.headroom.authoring.traffic;

import java.util.List;

/**
 * What was seen, in the order in which it was sent.
 *
 * @param pages their titles, by number; at least one
 * @param origin where it was seen, for people: a file or a target
 */
public record Traffic(List<String> pages, List<Exchange> exchanges, String origin) {
    public Traffic {
        pages = List.copyOf(pages);
        exchanges = List.copyOf(exchanges);
    }
}
