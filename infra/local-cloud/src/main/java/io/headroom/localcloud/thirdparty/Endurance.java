package io.headroom.localcloud.thirdparty;

/**
 * What becomes of each request under the load that there is. Pure: the caller brings the time.
 *
 * <pre>
 *   r = requests in the last second, this one and refused ones among them
 *   limit        at most limitPerSecond pass, and as many at once after a quiet second; the rest is refused
 *   strength     the share failsAbovePerSecond ÷ r is answered, the rest fails: who tries again at once makes r larger, and the share smaller
 *   slowness     an answer takes 50 ms · r ÷ slowsAtPerSecond more
 * </pre>
 */
final class Endurance {

    /** What a request gets. */
    sealed interface Verdict {

        /** @param extraMillis beyond what an answer takes without load */
        record Answered(long extraMillis) implements Verdict {}

        /** 429. */
        record Limited() implements Verdict {}

        /** 500. */
        record Failed() implements Verdict {}
    }

    private static final double EXTRA_MILLIS = 50;

    private final ThirdPartySettings settings;
    private final RequestRate rate = new RequestRate();
    private double allowance;
    private long allowanceNanos;
    private double strength = 1;

    Endurance(ThirdPartySettings settings, long nowNanos) {
        this.settings = settings;
        this.allowance = settings.limitPerSecond() == null ? 0 : Math.max(1, settings.limitPerSecond());
        this.allowanceNanos = nowNanos;
    }

    Verdict judge(long nowNanos) {
        double perSecond = rate.add(nowNanos);
        if (settings.limitPerSecond() != null && !mayPass(settings.limitPerSecond(), nowNanos)) {
            return new Verdict.Limited();
        }
        if (settings.failsAbovePerSecond() != null && !isBorne(settings.failsAbovePerSecond() / perSecond)) {
            return new Verdict.Failed();
        }
        Double slowsAt = settings.slowsAtPerSecond();
        return new Verdict.Answered(slowsAt == null ? 0 : Math.round(EXTRA_MILLIS * perSecond / slowsAt));
    }

    /** A bucket that holds what may pass in a second, and never less than one. */
    private boolean mayPass(double limit, long nowNanos) {
        allowance = Math.min(Math.max(1, limit), allowance + limit * (nowNanos - allowanceNanos) / 1e9);
        allowanceNanos = nowNanos;
        if (allowance < 1) {
            return false;
        }
        allowance--;
        return true;
    }

    /** Shares add up, and each whole one is an answer: no dice, the same load always fares the same. */
    private boolean isBorne(double share) {
        strength = Math.min(1, strength) + Math.min(1, share);
        if (strength < 1) {
            return false;
        }
        strength--;
        return true;
    }
}
