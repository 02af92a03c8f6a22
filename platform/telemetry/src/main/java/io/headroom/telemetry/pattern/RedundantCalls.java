package io.headroom.telemetry.pattern;

import io.headroom.telemetry.trace.Dependency;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The same asked again: calls with the same parameters within one request.
 *
 * <p>Two are enough where the spans show the parameters: an HTTP reference that is read, a statement with its values. Of other HTTP methods spans never show the body; three such to one
 * reference, nothing else known, are a hypothesis.
 *
 * <p>Not found: a call after one that failed, which is a retry; a query again after something was written, which may answer otherwise; statements whose values are hidden; writes to a database.
 */
final class RedundantCalls implements Detector {
    private static final int HIDDEN_BODIES_MIN = 3;

    /** What is asked, in all that is known of it. */
    private record Question(Dependency dependency, String parameters, CallPattern.Certainty certainty) {}

    @Override
    public List<Suspicion> suspicions(HandledRequest request) {
        Map<Question, List<Call>> asked = new LinkedHashMap<>();
        List<Suspicion> found = new ArrayList<>();
        for (Call call : request.calls()) {
            if (call.dependency().kind() == Dependency.Kind.DATABASE && !call.reads()) {
                settle(request, asked, found);
                continue;
            }
            Question question = question(call);
            if (question == null) {
                continue;
            }
            List<Call> calls = asked.computeIfAbsent(question, unused -> new ArrayList<>());
            if (call.span().failure() == null) {
                calls.add(call);
            }
        }
        settle(request, asked, found);
        return found;
    }

    private static void settle(HandledRequest request, Map<Question, List<Call>> asked, List<Suspicion> found) {
        asked.forEach((question, calls) -> {
            int enough = question.certainty() == CallPattern.Certainty.SEEN ? 2 : HIDDEN_BODIES_MIN;
            if (calls.size() >= enough
                    && (question.certainty() == CallPattern.Certainty.SEEN || Detector.areSequential(calls))) {
                long repeated = calls.stream().skip(1).mapToLong(Call::nanos).sum();
                found.add(new Suspicion(
                        CallPattern.Kind.REDUNDANT_CALL,
                        question.certainty(),
                        request,
                        List.of(question.dependency()),
                        calls.size(),
                        repeated));
            }
        });
        asked.clear();
    }

    private static @Nullable Question question(Call call) {
        String parameters = call.parameters();
        if (parameters != null) {
            return new Question(call.dependency(), parameters, CallPattern.Certainty.SEEN);
        }
        String url = call.span().attributes().text("url.full", "http.url");
        if (call.dependency().kind() != Dependency.Kind.HTTP || url == null) {
            return null;
        }
        Object size = call.span().attributes().get("http.request.body.size");
        return new Question(call.dependency(), url + " " + size, CallPattern.Certainty.HYPOTHESIS);
    }
}
