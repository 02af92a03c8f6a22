package io.headroom.equivalence;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headroom.equivalence.Circumstances.Answer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * How like production an environment was, as it is sealed into a result.
 *
 * @param hash SHA-256 in hexadecimal over both profiles and the circumstances: the same hash was graded on the same facts
 * @param production name of the production profile; empty if there is none
 * @param reasons why the grade is not better, worst first; empty for A
 * @param declared what the method changed on purpose
 */
public record Parity(
        Grade grade,
        Optional<String> hash,
        Optional<String> production,
        List<String> reasons,
        List<Difference> differences,
        List<String> declared) {

    /** Nothing to compare with: nothing is known, and unknown is never better than directional. */
    public static Parity unknown(String reason) {
        return new Parity(Grade.C, Optional.empty(), Optional.empty(), List.of(reason), List.of(), List.of());
    }

    public static Parity of(Profile production, Profile environment, Circumstances circumstances) {
        List<Difference> differences = Comparison.of(production, environment);
        List<Reason> reasons = new ArrayList<>(differences.stream()
                .filter(difference -> difference.effect() != Grade.A)
                .map(difference -> new Reason(difference.effect(), sentence(difference)))
                .toList());
        question(circumstances.driftBefore(), "the environment had drifted before the load", reasons);
        question(circumstances.driftAfter(), "the environment had drifted after the load", reasons);
        question(circumstances.generatorUnhealthy(), "the load generator was not healthy", reasons);
        Grade grade = reasons.stream().map(Reason::effect).reduce(Grade.A, Grade::orWorse);
        return new Parity(
                grade,
                Optional.of(hash(production, environment, circumstances)),
                Optional.of(production.name()),
                reasons.stream()
                        .sorted(java.util.Comparator.comparing(Reason::effect).reversed())
                        .map(Reason::sentence)
                        .toList(),
                differences,
                circumstances.declared());
    }

    private record Reason(Grade effect, String sentence) {}

    private static void question(Answer answer, String sentence, List<Reason> reasons) {
        switch (answer) {
            case YES -> reasons.add(new Reason(Grade.C, sentence));
            case UNKNOWN -> reasons.add(new Reason(Grade.C, "not known whether " + sentence));
            case NO -> {}
        }
    }

    private static String sentence(Difference difference) {
        if (difference.attribute() == null) {
            return difference.part() + ": " + difference.why();
        }
        return difference.part() + " " + difference.attribute() + ": production "
                + (difference.production() == null ? "?" : difference.production()) + ", here "
                + (difference.environment() == null ? "?" : difference.environment()) + ", " + difference.why();
    }

    private static String hash(Profile production, Profile environment, Circumstances circumstances) {
        ObjectNode facts = JsonNodeFactory.instance.objectNode();
        facts.set("production", production.document());
        facts.set("environment", environment.document().without("name"));
        facts.put("driftBefore", circumstances.driftBefore().name());
        facts.put("driftAfter", circumstances.driftAfter().name());
        facts.put("generatorUnhealthy", circumstances.generatorUnhealthy().name());
        circumstances.declared().forEach(facts.putArray("declared")::add);
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(facts.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
