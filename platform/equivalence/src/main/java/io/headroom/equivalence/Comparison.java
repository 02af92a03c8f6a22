package io.headroom.equivalence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.headroom.equivalence.Profile.Attribute;
import io.headroom.equivalence.Profile.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Compares an environment with production, part by part. Each class of attribute has its rule, and each difference the best grade that it leaves:
 *
 * <pre>
 *              differs            unknown on a side
 * mustEqual    C                  C
 * count        B                  B
 * pinned       B                  B
 * data         C below 9/10       C
 * path         C, A if declared   C, A if declared
 * noise        B                  B
 * method       A                  A
 * </pre>
 *
 * A part on one side only has the grade of its worst attribute; one that no rule names leaves C.
 */
public final class Comparison {

    /** Share of production's records that an environment needs. */
    private static final double DATA_SHARE_MIN = 0.9;

    private final Profile production;
    private final Profile environment;
    private final List<Difference> differences = new ArrayList<>();

    private Comparison(Profile production, Profile environment) {
        this.production = production;
        this.environment = environment;
    }

    /** @return what differs, in the order of parts and attributes; empty if nothing does */
    public static List<Difference> of(Profile production, Profile environment) {
        Comparison comparison = new Comparison(production, environment);
        SortedSet<String> keys = new TreeSet<>(production.parts().keySet());
        keys.addAll(environment.parts().keySet());
        keys.forEach(comparison::part);
        return List.copyOf(comparison.differences);
    }

    private void part(String key) {
        Part theirs = production.parts().get(key);
        Part ours = environment.parts().get(key);
        if (theirs == null || ours == null) {
            onOneSide(key, theirs, ours);
            return;
        }
        if (!theirs.understood() || !ours.understood()) {
            add(new Difference(
                    key,
                    null,
                    null,
                    null,
                    null,
                    Grade.C,
                    "no parity rule names " + theirs.type() + ": add one, with no attributes if it does not matter"));
            return;
        }
        if (!theirs.type().equals(ours.type())) {
            add(new Difference(
                    key,
                    null,
                    null,
                    null,
                    null,
                    Grade.C,
                    "it is " + theirs.type() + " in production and " + ours.type() + " here"));
            return;
        }
        SortedSet<String> paths = new TreeSet<>(theirs.attributes().keySet());
        paths.addAll(ours.attributes().keySet());
        paths.forEach(path -> attribute(
                key, path, theirs.attributes().get(path), ours.attributes().get(path)));
    }

    private void onOneSide(String key, @Nullable Part theirs, @Nullable Part ours) {
        Part present = theirs == null ? ours : theirs;
        if (present == null) {
            return;
        }
        String side = theirs == null ? "it is here and not in production" : "it is in production and not here";
        if (!present.understood()) {
            add(new Difference(
                    key, null, null, null, null, Grade.C, side + ", and no parity rule names " + present.type()));
            return;
        }
        Grade worst = present.attributes().values().stream()
                .map(attribute -> effect(key, attribute.parityClass()))
                .reduce(Grade.A, Grade::orWorse);
        add(new Difference(key, null, null, null, null, worst, side + declared(key)));
    }

    private void attribute(String key, String path, @Nullable Attribute theirs, @Nullable Attribute ours) {
        Attribute known = theirs == null ? ours : theirs;
        if (known == null) {
            return;
        }
        JsonNode there = theirs == null ? MissingNode.getInstance() : theirs.value();
        JsonNode here = ours == null ? MissingNode.getInstance() : ours.value();
        if (alike(known.parityClass(), there, here)) {
            return;
        }
        boolean unknown = Unknown.is(there) || Unknown.is(here);
        String why = unknown
                ? "not known of " + (Unknown.is(there) ? "production" : "the environment")
                : sentence(known.parityClass());
        add(new Difference(
                key,
                path,
                known.parityClass(),
                Unknown.is(there) ? null : there,
                Unknown.is(here) ? null : here,
                effect(key, known.parityClass()),
                why + (known.parityClass() == ParityClass.PATH ? declared(key) : "")));
    }

    /** Two unknowns are not alike: nothing says that they are. */
    private static boolean alike(ParityClass parityClass, JsonNode there, JsonNode here) {
        if (Unknown.is(there) || Unknown.is(here)) {
            return false;
        }
        if (there.isNumber() && here.isNumber()) {
            return parityClass == ParityClass.DATA
                    ? here.asDouble() >= DATA_SHARE_MIN * there.asDouble()
                    : Double.compare(there.asDouble(), here.asDouble()) == 0;
        }
        return there.equals(here);
    }

    private Grade effect(String key, ParityClass parityClass) {
        return switch (parityClass) {
            case MUST_EQUAL, DATA -> Grade.C;
            case COUNT, PINNED, NOISE -> Grade.B;
            case PATH -> declared(key).isEmpty() ? Grade.C : Grade.A;
            case METHOD -> Grade.A;
        };
    }

    private static String sentence(ParityClass parityClass) {
        return switch (parityClass) {
            case MUST_EQUAL -> "another system than production";
            case COUNT, PINNED -> "figures hold for one unit";
            case DATA -> "less than nine tenths of production's data";
            case PATH -> "requests take another path than in production";
            case NOISE -> "figures vary otherwise than in production";
            case METHOD -> "what the method changes on purpose";
        };
    }

    /** @return the owner's reason as it continues a sentence, empty if the part is not declared */
    private String declared(String key) {
        return production.declared().stream()
                .filter(one -> one.part().equals(key))
                .findFirst()
                .map(one -> "; declared: " + one.why())
                .orElse("");
    }

    private void add(Difference difference) {
        differences.add(difference);
    }
}
