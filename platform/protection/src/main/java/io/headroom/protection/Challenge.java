package io.headroom.protection;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/**
 * What a protection must refuse, and by what one sees that it did.
 *
 * <p>A rate limit (it has the coordinate {@code burst}) must answer 429 to a part of a burst: twice what its bucket
 * holds, and what a second refills. Anything else is a firewall and must answer 403 to every attack.
 *
 * @param burst the requests, without any token
 * @param refusals counts the right kind of refusal
 * @param refusedShareMin the share from which the protection blocks, 0 to 1
 */
record Challenge(List<HttpRequest> burst, ToIntFunction<ProbeResult> refusals, double refusedShareMin) {
    private static final int REQUESTS_MIN = 20;
    private static final int ATTACKS = 8;
    /** {@code q=' or 1=1}; a blank as {@code +} not every firewall would read. */
    private static final String SQL_INJECTION = "?q=%27%20or%201%3D1";

    /** Well above a stray refusal, well below the half that a burst of twice the bucket should lose. */
    private static final double LIMITED_SHARE_MIN = 0.1;

    static Challenge of(Protection protection, Target target) {
        var bucket = protection.number("burst");
        if (bucket.isEmpty()) {
            return firewall(target);
        }
        var size = 2L * bucket.getAsInt() + protection.number("per_second").orElse(0);
        return rateLimit(target, Math.clamp(size, REQUESTS_MIN, BurstProbe.REQUESTS_MAX));
    }

    private static Challenge rateLimit(Target target, int size) {
        var request = HttpRequest.newBuilder(at(target, target.healthPath()))
                .header("User-Agent", "headroom-probe")
                .build();
        return new Challenge(
                IntStream.range(0, size).mapToObj(_ -> request).toList(), ProbeResult::limited, LIMITED_SHARE_MIN);
    }

    private static Challenge firewall(Target target) {
        var blocked = target.blockedPath();
        var attacks = blocked == null
                ? List.of(
                        attack(target.healthPath() + SQL_INJECTION, target, "headroom-probe"),
                        attack(target.healthPath(), target, ""))
                : List.of(attack(blocked, target, "headroom-probe"));
        var burst = IntStream.range(0, ATTACKS / attacks.size())
                .boxed()
                .flatMap(_ -> attacks.stream())
                .toList();
        return new Challenge(burst, ProbeResult::forbidden, 1);
    }

    private static HttpRequest attack(String path, Target target, String userAgent) {
        return HttpRequest.newBuilder(at(target, path))
                .header("User-Agent", userAgent)
                .build();
    }

    boolean isBlocked(ProbeResult result) {
        return result.sent() > 0
                && refusals.applyAsInt(result) >= refusedShareMin * result.sent()
                && refusals.applyAsInt(result) > 0;
    }

    /** The same burst, with an agent's pass. */
    List<HttpRequest> burst(Map<String, String> pass) {
        return burst.stream().map(request -> showing(pass, request)).toList();
    }

    private static HttpRequest showing(Map<String, String> pass, HttpRequest request) {
        var builder = HttpRequest.newBuilder(request, (name, value) -> true);
        pass.forEach(builder::header);
        return builder.build();
    }

    private static URI at(Target target, String path) {
        return URI.create(target.url().toString().replaceFirst("/+$", "") + path);
    }
}
