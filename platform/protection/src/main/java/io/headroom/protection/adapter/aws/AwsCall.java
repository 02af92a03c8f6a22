package io.headroom.protection.adapter.aws;

import io.headroom.protection.ProtectionAdapter.Failed;
import io.headroom.protection.ProtectionAdapter.Silence;
import io.headroom.protection.ProtectionAdapter.TargetGone;
import java.util.Set;
import java.util.function.Function;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;

/** Runs calls of the SDK, and puts into words what did not work. */
final class AwsCall {
    /** What the service says of a thing that is not there. */
    private static final Set<String> GONE =
            Set.of("WAFNonexistentItemException", "ObjectNotFoundException", "ResourceNotFoundException");

    private AwsCall() {}

    interface Calls<T> {
        T make();
    }

    /** @param otherwise makes the answer out of what did not work */
    static <T> T attempt(Calls<T> calls, Function<Silence, T> otherwise) throws InterruptedException {
        try {
            return calls.make();
        } catch (AbortedException interrupted) {
            Thread.interrupted(); // the exception says it from here on
            throw new InterruptedException(interrupted.getMessage());
        } catch (AwsServiceException refused) {
            return otherwise.apply(silence(refused));
        } catch (SdkClientException unanswered) {
            return otherwise.apply(new Failed("AWS did not answer: " + unanswered.getMessage()
                    + ". Check the region, the network and the credentials of this process."));
        }
    }

    private static Silence silence(AwsServiceException refused) {
        var details = refused.awsErrorDetails();
        var code = details == null ? "" : details.errorCode();
        var sentence = "AWS answered " + refused.statusCode() + " " + code + " ("
                + (details == null ? refused.getMessage() : details.serviceName() + ": " + details.errorMessage())
                + ").";
        return GONE.contains(code) ? new TargetGone(sentence) : new Failed(sentence);
    }
}
