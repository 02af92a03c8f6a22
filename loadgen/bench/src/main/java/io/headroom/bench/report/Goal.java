package io.headroom.bench.report;

import java.util.Locale;

/** What a row has to reach. */
public sealed interface Goal {

    /** Whether a row with these figures reaches it. */
    boolean isMet(double ours, double ratio);

    /** Ours is at most this many times theirs. */
    record RatioAtMost(double times) implements Goal {
        @Override
        public boolean isMet(double ours, double ratio) {
            return ratio <= times;
        }

        @Override
        public String toString() {
            return "ratio <= " + number(times);
        }
    }

    /** Ours is at least this many times theirs. */
    record RatioAtLeast(double times) implements Goal {
        @Override
        public boolean isMet(double ours, double ratio) {
            return ratio >= times;
        }

        @Override
        public String toString() {
            return "ratio >= " + number(times);
        }
    }

    /** Ours is at most this. */
    record AtMost(double limit) implements Goal {
        @Override
        public boolean isMet(double ours, double ratio) {
            return ours <= limit;
        }

        @Override
        public String toString() {
            return "<= " + number(limit);
        }
    }

    /** Ours is at least this. */
    record AtLeast(double limit) implements Goal {
        @Override
        public boolean isMet(double ours, double ratio) {
            return ours >= limit;
        }

        @Override
        public String toString() {
            return ">= " + number(limit);
        }
    }

    /** Ours lies this near to the truth. */
    record Within(double truth, double share) implements Goal {
        @Override
        public boolean isMet(double ours, double ratio) {
            return Math.abs(ours - truth) <= share * truth;
        }

        @Override
        public String toString() {
            return number(truth) + " +- " + number(100 * share) + " %";
        }
    }

    private static String number(double value) {
        String text = String.format(Locale.ROOT, "%.4f", value);
        return text.replaceAll("0+$", "").replaceAll("\\.$", "");
    }
}
