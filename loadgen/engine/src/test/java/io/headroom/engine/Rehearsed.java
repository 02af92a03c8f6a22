package io.headroom.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A scenario that one user has walked once. */
record Rehearsed(List<Exchanged> exchanges) {

    /** The scenario of that class body; every journey with a share, in the order of their names. */
    static Rehearsed walk(ScriptedServer server, String body) throws Exception {
        return walk(server.target(), body);
    }

    static Rehearsed walk(Target target, String body) throws Exception {
        try (var session = Measured.open(body, target, Measured.QUICK.withLoops(1))) {
            List<Exchanged> exchanges = new ArrayList<>();
            session.rehearse(List.of(), exchanges::add);
            return new Rehearsed(exchanges);
        }
    }

    List<String> names() {
        return exchanges.stream().map(Exchanged::name).toList();
    }

    /** As {@code kind: sentence}. */
    List<String> failures() {
        return exchanges.stream()
                .map(Exchanged::failure)
                .filter(Objects::nonNull)
                .toList();
    }
}
