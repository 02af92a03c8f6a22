package io.headroom.agent.capacity;

import io.headroom.capacity.Figures;
import io.headroom.protocol.capacity.Bracket;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a search knows so far, as documents hold it. */
final class Brackets {

    private Brackets() {}

    static @Nullable Bracket of(Optional<io.headroom.exploration.Bracket> known) {
        return known.map(bracket -> new Bracket(
                        Figures.rounded(bracket.lower()),
                        bracket.upper().isPresent()
                                ? Figures.rounded(bracket.upper().getAsDouble())
                                : null))
                .orElse(null);
    }
}
