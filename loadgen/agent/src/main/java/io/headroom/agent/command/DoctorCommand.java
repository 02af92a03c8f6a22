package io.headroom.agent.command;

import io.headroom.agent.ExitCode;
import io.headroom.agent.doctor.Doctor;
import io.headroom.agent.doctor.Doctor.Diagnosis;
import io.headroom.agent.terminal.Terminal;
import jakarta.inject.Inject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "doctor",
        description = "Checks this machine for everything Headroom needs, and says what to do about what it lacks.")
class DoctorCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    @SuppressWarnings("NullAway.Init") // set by picocli
    DataOption data;

    @Inject
    DoctorCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Terminal terminal = surroundings.terminal();
        Diagnosis diagnosis = new Doctor(data.folder(surroundings.environment()), surroundings.environment())
                .examine(terminal.palette());
        diagnosis.lines().forEach(terminal::print);
        return (diagnosis.healthy() ? ExitCode.PASS : ExitCode.ENVIRONMENT).number();
    }
}
