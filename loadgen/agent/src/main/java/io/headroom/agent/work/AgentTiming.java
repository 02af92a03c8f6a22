package io.headroom.agent.work;

import java.time.Duration;

/**
 * How an agent keeps in touch.
 *
 * @param frameEvery between two frames of one piece of work
 * @param retryEvery between two attempts at a call that failed
 * @param giveUpAfter without any answer of the platform, load stops and the agent ends: nobody could stop it any more
 */
public record AgentTiming(Duration frameEvery, Duration retryEvery, Duration giveUpAfter) {

    public static final AgentTiming STANDARD =
            new AgentTiming(Duration.ofSeconds(1), Duration.ofMillis(500), Duration.ofSeconds(20));
}
