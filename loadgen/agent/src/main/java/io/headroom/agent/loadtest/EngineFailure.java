package io.headroom.agent.loadtest;

import io.headroom.agent.CommandFailure;
import io.headroom.agent.ExitCode;
import io.headroom.engine.SessionException;
import io.headroom.protocol.Fault;
import io.headroom.protocol.run.Verdict;

/** What it means for a command that the engine could not do what it was asked. */
public final class EngineFailure {

    private EngineFailure() {}

    public static CommandFailure of(SessionException failure) {
        Fault fault = switch (failure.fault()) {
            case USER -> Fault.USER;
            case TARGET -> Fault.TARGET;
            case PLATFORM -> Fault.PLATFORM;
            case RESOURCES -> Fault.RESOURCES;
        };
        return new CommandFailure(ExitCode.of(Verdict.FAILED, fault), String.valueOf(failure.getMessage()));
    }
}
