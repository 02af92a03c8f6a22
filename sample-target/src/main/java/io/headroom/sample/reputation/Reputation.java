package io.headroom.sample.reputation;

import io.headroom.sample.defect.Defect;
import io.headroom.sample.instance.ActiveDefects;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/**
 * Asks the third party what it thinks of a name.
 *
 * <p>Defects: {@code repeated-call} asks three times for the same, {@code retry-storm} tries a question that failed again at once, and
 * {@code serial-calls} asks for three things one after the other that could be asked at the same time.
 */
@ApplicationScoped
public class Reputation {

    private static final int REPEATED = 3;
    private static final int RETRIES = 5;

    private final ReputationClient client;
    private final int questions;
    private final int attempts;
    private final boolean reviews;

    @Inject
    Reputation(@RestClient ReputationClient client, ActiveDefects defects) {
        this.client = client;
        this.questions = defects.has(Defect.REPEATED_CALL) ? REPEATED : 1;
        this.attempts = defects.has(Defect.RETRY_STORM) ? 1 + RETRIES : 1;
        this.reviews = defects.has(Defect.SERIAL_CALLS);
    }

    /**
     * The name's score, 0.0–1.0, by exactly one request.
     *
     * @throws RuntimeException if the third party refuses or cannot be reached; it is answered 502
     */
    public double scoreOf(String name) {
        double score = attempt(() -> client.reputation(name));
        for (int again = 1; again < questions; again++) {
            score = attempt(() -> client.reputation(name));
        }
        return score;
    }

    /**
     * The mean of all that the third party knows of the name, 0.0–1.0; empty, and without any request, unless this instance reviews.
     *
     * @throws RuntimeException as above
     */
    public OptionalDouble reviewOf(String name) {
        if (!reviews) {
            return OptionalDouble.empty();
        }
        double reputation = ask(() -> client.reputation(name));
        double standing = ask(() -> client.standing(name));
        double popularity = ask(() -> client.popularity(name));
        return OptionalDouble.of((reputation + standing + popularity) / 3);
    }

    private double attempt(Supplier<ReputationClient.Score> question) {
        for (int attempt = 1; attempt < attempts; attempt++) {
            try {
                return ask(question);
            } catch (ThirdPartyException failed) {
                // Asked again at once: the defect is that nothing waits, and nothing gives up sooner.
            }
        }
        return ask(question);
    }

    private static double ask(Supplier<ReputationClient.Score> question) {
        try {
            return question.get().score();
        } catch (WebApplicationException refused) {
            throw new ThirdPartyException(
                    "The third party answered %d instead of a score; the fault is its own."
                            .formatted(refused.getResponse().getStatus()),
                    refused);
        } catch (ProcessingException unreachable) {
            throw new ThirdPartyException(
                    "The third party gave no answer (%s); is it running at SAMPLE_THIRD_PARTY_URL?"
                            .formatted(unreachable.getMessage()),
                    unreachable);
        }
    }
}
