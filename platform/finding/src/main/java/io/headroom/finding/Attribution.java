package io.headroom.finding;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Why a request takes longer on one side than on another, shared out among what it waits for: how much because it calls a dependency more often, how much
 * because a call takes longer, and how much because of everything else.
 *
 * <pre>
 *   ΔR = Σ_d [ΔV_d · W̄_d + ΔW_d · V̄_d] + Δself      V calls of a request, W time of a call, bar: mean of both sides
 *   self = R − Σ_d V_d · W_d
 * </pre>
 * With midpoints the parts add up exactly, whatever the figures; nothing is left that belongs to two causes. A side on which a dependency is not called
 * has the other side's time of a call.
 *
 * @param differenceMillis other side's request time less this side's
 * @param parts of dependencies, the largest first
 * @param selfMillis everything else: own work, queues of the service itself
 */
public record Attribution(double differenceMillis, List<Part> parts, double selfMillis) {

    public Attribution {
        parts = List.copyOf(parts);
    }

    /**
     * What a request is like.
     *
     * @param responseMillis of a request in the mean
     * @param demands by dependency
     */
    public record Side(double responseMillis, Map<String, Demand> demands) {
        public Side {
            demands = Map.copyOf(demands);
        }
    }

    /**
     * @param calls of a request, in the mean over all requests
     * @param millis of a call
     */
    public record Demand(double calls, double millis) {

        double product() {
            return calls * millis;
        }
    }

    /**
     * @param byCallsMillis because it is called more often
     * @param byTimeMillis because a call takes longer
     */
    public record Part(String dependency, double byCallsMillis, double byTimeMillis) {

        public double millis() {
            return byCallsMillis + byTimeMillis;
        }
    }

    public static Attribution of(Side here, Side there) {
        TreeSet<String> dependencies = new TreeSet<>(here.demands().keySet());
        dependencies.addAll(there.demands().keySet());
        List<Part> parts = new ArrayList<>();
        for (String dependency : dependencies) {
            Demand before = demand(here, there, dependency);
            Demand after = demand(there, here, dependency);
            parts.add(new Part(
                    dependency,
                    (after.calls() - before.calls()) * (before.millis() + after.millis()) / 2,
                    (after.millis() - before.millis()) * (before.calls() + after.calls()) / 2));
        }
        parts.sort(Comparator.comparingDouble(Part::millis).reversed());
        return new Attribution(there.responseMillis() - here.responseMillis(), parts, self(there) - self(here));
    }

    private static Demand demand(Side side, Side other, String dependency) {
        Demand demand = side.demands().get(dependency);
        return demand != null
                ? demand
                : new Demand(
                        0,
                        other.demands()
                                .getOrDefault(dependency, new Demand(0, 0))
                                .millis());
    }

    private static double self(Side side) {
        return side.responseMillis()
                - side.demands().values().stream().mapToDouble(Demand::product).sum();
    }
}
