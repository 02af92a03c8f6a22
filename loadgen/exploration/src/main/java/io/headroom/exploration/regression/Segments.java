package io.headroom.exploration.regression;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A series cut at change points. */
record Segments(double[] series, List<Integer> cuts) {

    /** From {@code start} to before {@code end}. */
    record Segment(int start, int end) {}

    List<Segment> all() {
        List<Segment> all = new ArrayList<>();
        int start = 0;
        for (int cut : cuts) {
            all.add(new Segment(start, cut));
            start = cut;
        }
        all.add(new Segment(start, series.length));
        return all;
    }

    /** The most promising candidate of all segments. */
    Optional<Candidate> candidate() {
        Optional<Candidate> best = Optional.empty();
        for (Segment segment : all()) {
            Optional<Candidate> candidate = Candidate.in(series, segment.start(), segment.end());
            if (candidate.isPresent()
                    && (best.isEmpty()
                            || candidate.get().divergence() > best.get().divergence())) {
                best = candidate;
            }
        }
        return best;
    }

    /** The same with one more cut. */
    Segments cutAt(int index) {
        List<Integer> more = new ArrayList<>(cuts);
        more.add(index);
        more.sort(null);
        return new Segments(series, more);
    }

    /** The values around an index: before it to the last cut, from it to the next. An index that is a cut itself has the segments on both sides. */
    Difference difference(int index) {
        int start = 0;
        int end = series.length;
        for (int cut : cuts) {
            if (cut < index) {
                start = cut;
            } else if (cut > index) {
                end = Math.min(end, cut);
            }
        }
        return Difference.of(series, start, index, end);
    }
}
