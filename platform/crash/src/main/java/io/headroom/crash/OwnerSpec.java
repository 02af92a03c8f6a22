package io.headroom.crash;

import io.headroom.protection.Extent;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an owner process is told on its command line.
 *
 * @param role whether it relaxes, or only takes over what has expired
 * @param clockOffsetSeconds by how much its clock is wrong
 * @param mutant in what way it is broken, if it is
 * @param guardCommand starts a guard; empty for an owner that only says there is one
 */
record OwnerSpec(
        Role role,
        String run,
        KillPoint point,
        Extent extent,
        Instant deadline,
        Places places,
        double timeScale,
        long clockOffsetSeconds,
        Optional<Mutant> mutant,
        List<String> guardCommand) {

    enum Role {
        OWNER,
        SUCCESSOR
    }

    /** @param targetUrl of the run's rule at the stand-in cloud */
    record Places(String jdbcUrl, String user, String password, Path journal, String targetUrl, Path cloudToken) {}

    private static final int WORDS = 14;

    List<String> toArguments() {
        var words = new ArrayList<>(List.of(
                role.name(),
                run,
                point.name(),
                extent.name(),
                deadline.toString(),
                places.jdbcUrl,
                places.user,
                places.password,
                places.journal.toString(),
                places.targetUrl,
                places.cloudToken.toString(),
                String.valueOf(timeScale),
                String.valueOf(clockOffsetSeconds),
                mutant.map(Mutant::name).orElse("")));
        words.addAll(guardCommand);
        return words;
    }

    static OwnerSpec of(String[] words) {
        return new OwnerSpec(
                Role.valueOf(words[0]),
                words[1],
                KillPoint.valueOf(words[2]),
                Extent.valueOf(words[3]),
                Instant.parse(words[4]),
                new Places(words[5], words[6], words[7], Path.of(words[8]), words[9], Path.of(words[10])),
                Double.parseDouble(words[11]),
                Long.parseLong(words[12]),
                words[13].isEmpty() ? Optional.empty() : Optional.of(Mutant.valueOf(words[13])),
                List.of(words).subList(WORDS, words.length));
    }

    boolean isBroken(Mutant way) {
        return mutant.filter(way::equals).isPresent();
    }
}
