package io.headroom.crash;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.Optional;

/**
 * Where an owner stops to be struck. At its point it says so and waits for a word: {@code go} lets it go on, anything
 * else, and the end of whoever listens, ends it on the spot.
 */
final class Points {
    static final String AT = "AT";
    static final String GO = "go";

    private final KillPoint wanted;
    private final BufferedReader words = new BufferedReader(new InputStreamReader(System.in));
    private Optional<KillPoint> passed = Optional.empty();

    Points(KillPoint wanted) {
        this.wanted = wanted;
    }

    synchronized void reach(KillPoint point) {
        if (point != wanted || passed.isPresent()) {
            return;
        }
        passed = Optional.of(point);
        System.out.println(AT);
        System.out.flush();
        try {
            if (!GO.equals(words.readLine())) {
                Runtime.getRuntime().halt(1);
            }
        } catch (IOException nobodyListens) {
            Runtime.getRuntime().halt(1);
        }
    }
}
