package io.headroom.equivalence;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a difference in an attribute means for a measured capacity. What is in none of these classes is expected to differ, and not exported. */
public enum ParityClass {
    /** Instance class, CPU, storage, engine and parameters, limits, pool sizes, load balancer, zones, image digest: any difference is another system. */
    MUST_EQUAL("mustEqual"),
    /** How many of the same unit: figures hold for one unit. */
    COUNT("count"),
    /** How many instances serve, which a run sets itself: as {@link #COUNT}, and in a run it is the most instances that the run measures. */
    PINNED("pinned"),
    /** Records that the service works on; the environment needs nine tenths of production's. */
    DATA("data"),
    /** What a request passes before the service: CDN, WAF, stubs. A difference counts unless it is declared. */
    PATH("path"),
    /** Burst credits, spot, shared tenancy: what makes figures vary from one day to the next. */
    NOISE("noise"),
    /** What the method changes on purpose, for example that automatic scaling is off. It is declared, and never lowers the grade. */
    METHOD("method");

    private final String word;

    ParityClass(String word) {
        this.word = word;
    }

    /** As profiles and rules write it. */
    public String word() {
        return word;
    }

    static Optional<ParityClass> of(String word) {
        return Arrays.stream(values()).filter(one -> one.word.equals(word)).findFirst();
    }

    static String words() {
        return Arrays.stream(values()).map(ParityClass::word).collect(Collectors.joining(", "));
    }
}
