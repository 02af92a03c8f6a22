package io.headroom.agent.command;

import io.quarkus.picocli.runtime.annotations.TopCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line's root: nothing but its verbs. The launcher adds those that need no Java (test, local-cloud). */
@TopCommand
@Command(
        name = "headroom",
        description = "Measures how much load a service carries, how that grows with instances, and what to provision.",
        subcommands = {
            DemoCommand.class,
            InitCommand.class,
            UpCommand.class,
            StopCommand.class,
            ImportCommand.class,
            RecordCommand.class,
            RunCommand.class,
            CapacityCommand.class,
            CompareCommand.class,
            EnvironmentCommand.class,
            CampaignCommand.class,
            AlarmCommand.class,
            DoctorCommand.class,
            AgentCommand.class,
            CompletionCommand.class,
            TrainCommand.class
        })
class HeadroomCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Say this.")
    boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Say which version this is.")
    boolean version;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "A verb is missing, for example demo");
    }
}
