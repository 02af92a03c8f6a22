package io.headroom.finding;

import io.headroom.finding.Attribution.Part;
import io.headroom.finding.Attribution.Side;
import io.headroom.finding.Finding.Evidence;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Why several instances carry less than as many times what one carries: the zone whose requests take longest beside the zone whose requests are fastest,
 * at the same load. Found when they take {@value #FACTOR_MIN} times as long and {@value #MORE_MILLIS_MIN} ms more, and a third of the difference is a
 * dependency that takes longer there (what no span shows, such as a commit, adds to the rest).
 */
public final class ExtrapolationRejected {

    static final double FACTOR_MIN = 1.3;
    static final double MORE_MILLIS_MIN = 5;
    private static final double SHARE_MIN = 1.0 / 3;

    private ExtrapolationRejected() {}

    /**
     * Of an extrapolation that was rejected.
     *
     * @param perSecond requests/s of the load step in which the zones were compared
     */
    public record Shortfall(int instances, double predicted, double measured, double perSecond) {}

    /** @param zones what a request is like in each */
    public static Optional<Finding> find(Shortfall shortfall, Map<String, Side> zones) {
        Optional<Map.Entry<String, Side>> near = zones.entrySet().stream()
                .min(Comparator.comparingDouble(zone -> zone.getValue().responseMillis()));
        Optional<Map.Entry<String, Side>> far = zones.entrySet().stream()
                .max(Comparator.comparingDouble(zone -> zone.getValue().responseMillis()));
        if (near.isEmpty() || far.isEmpty()) {
            return Optional.empty();
        }
        Side fast = near.get().getValue();
        Side slow = far.get().getValue();
        Attribution attribution = Attribution.of(fast, slow);
        Optional<Part> cause = attribution.parts().stream().findFirst();
        if (slow.responseMillis() < FACTOR_MIN * fast.responseMillis()
                || attribution.differenceMillis() < MORE_MILLIS_MIN
                || cause.isEmpty()
                || cause.get().byTimeMillis() < SHARE_MIN * attribution.differenceMillis()) {
            return Optional.empty();
        }
        return Optional.of(new Finding(
                FindingKind.EXTRAPOLATION_REJECTED,
                "zone " + far.get().getKey(),
                String.format(
                        Locale.ROOT,
                        "%d instances carry %.0f of %.0f predicted requests/s: in zone %s a request takes %.1f ms, in zone %s %.1f ms, and %.1f ms of that"
                                + " is %s, which is slower from there.",
                        shortfall.instances(),
                        shortfall.measured(),
                        shortfall.predicted(),
                        far.get().getKey(),
                        slow.responseMillis(),
                        near.get().getKey(),
                        fast.responseMillis(),
                        cause.get().millis(),
                        cause.get().dependency()),
                evidence(shortfall, zones, attribution),
                "Bring the dependency nearer to zone " + far.get().getKey()
                        + ", call it less often in a request, or give instances there more workers."));
    }

    private static List<Evidence> evidence(Shortfall shortfall, Map<String, Side> zones, Attribution attribution) {
        List<Evidence> evidence = new ArrayList<>();
        zones.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(zone -> evidence.add(new Evidence(
                        "zone " + zone.getKey(),
                        String.format(
                                Locale.ROOT,
                                "%.1f ms a request at %.0f requests/s",
                                zone.getValue().responseMillis(),
                                shortfall.perSecond()))));
        attribution
                .parts()
                .forEach(part -> evidence.add(new Evidence(
                        part.dependency(),
                        String.format(
                                Locale.ROOT,
                                "%+.1f ms: %+.1f by the number of calls, %+.1f by the time of one",
                                part.millis(),
                                part.byCallsMillis(),
                                part.byTimeMillis()))));
        evidence.add(new Evidence("everything else", String.format(Locale.ROOT, "%+.1f ms", attribution.selfMillis())));
        return evidence;
    }
}
