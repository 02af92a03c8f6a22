package io.headroom.agent.environment;

import io.headroom.agent.platform.EnvironmentsClient;
import io.headroom.agent.platform.PlatformProblem;
import io.headroom.agent.terminal.Figures;
import io.headroom.agent.terminal.Interruption;
import io.headroom.agent.terminal.Terminal;
import io.headroom.protocol.environment.EnvironmentEvent;
import io.headroom.protocol.environment.EnvironmentView;
import java.time.Duration;

/** Follows what a platform does with an environment, line by line, until nothing is under way any more. */
public final class EnvironmentFollower {

    private static final Duration LOOK_EVERY = Duration.ofMillis(300);

    private final EnvironmentsClient client;
    private final Terminal terminal;
    private final Interruption interruption;
    private long lastSequence;

    public EnvironmentFollower(EnvironmentsClient client, Terminal terminal, Interruption interruption) {
        this.client = client;
        this.terminal = terminal;
        this.interruption = interruption;
    }

    /** What happened to it before is known, or nobody asks for it now. */
    public EnvironmentFollower afterWhatHappened(String name) throws PlatformProblem {
        client.events(name, lastSequence).forEach(event -> lastSequence = event.sequence());
        return this;
    }

    /**
     * @param what shown while it lasts: {@code applying}
     * @return the environment as it then is; also when the user interrupted, which only ends the following
     */
    public EnvironmentView untilDone(String name, String what) throws PlatformProblem, InterruptedException {
        long began = System.nanoTime();
        EnvironmentView view = client.find(name);
        while (view.work() != null && !interruption.requested()) {
            tell(name);
            terminal.progress("▸ %s %s %s".formatted(what, name, Figures.duration((System.nanoTime() - began) / 1e9)));
            Thread.sleep(LOOK_EVERY);
            view = client.find(name);
        }
        tell(name);
        terminal.progressDone();
        return view;
    }

    private void tell(String name) throws PlatformProblem {
        for (EnvironmentEvent event : client.events(name, lastSequence)) {
            lastSequence = event.sequence();
            terminal.say("  " + event.text());
        }
    }
}
