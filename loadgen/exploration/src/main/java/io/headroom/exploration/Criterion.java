package io.headroom.exploration;

/** The two capacities that one ladder of rates brackets. */
enum Criterion {
    /** Response times and errors stay acceptable. */
    KNEE {
        @Override
        Verdict of(Judgement judgement) {
            return judgement.knee();
        }
    },
    /** Completed work grows with offered work. */
    MAXIMUM {
        @Override
        Verdict of(Judgement judgement) {
            return judgement.maximum();
        }
    };

    abstract Verdict of(Judgement judgement);
}
