package io.headroom.agent.command;

import io.headroom.agent.ExitCode;
import io.headroom.agent.terminal.Interruption;
import io.headroom.agent.terminal.Terminal;

/** What Ctrl-C says and does in verbs that have something to put back. */
final class Interruptions {

    private Interruptions() {}

    static Interruption install(Terminal terminal) {
        return Interruption.install(count -> {
            if (count == 1) {
                terminal.say("stopping: restoring and destroying what stands (Ctrl-C again leaves at once)");
                return;
            }
            terminal.say(
                    "left at once: the platform goes on restoring and destroying; './headroom up' does what it leaves undone");
            Runtime.getRuntime().halt(ExitCode.INTERRUPTED.number());
        });
    }
}
