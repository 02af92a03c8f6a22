package io.headroom.agent.command;

import io.headroom.agent.CommandFailure;
import io.headroom.agent.ExitCode;
import io.headroom.agent.command.DemoCommand.InstanceClass;
import io.headroom.agent.command.DemoCommand.Preset;
import io.headroom.agent.terminal.Terminal;
import io.quarkus.picocli.runtime.PicocliCommandLineFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Wires the verbs, and makes every failure one sentence and an exit code. */
@ApplicationScoped
class CommandLineProducer {

    @Produces
    @Singleton
    Surroundings surroundings(@ConfigProperty(name = "quarkus.application.version") String version) {
        return new Surroundings(Terminal.ofProcess(System.getenv()), System.getenv(), version);
    }

    @Produces
    @Singleton
    CommandLine commandLine(PicocliCommandLineFactory factory, Surroundings surroundings) {
        return configured(factory.create(), surroundings);
    }

    static CommandLine configured(CommandLine commandLine, Surroundings surroundings) {
        Terminal terminal = surroundings.terminal();
        commandLine.setCommandName("headroom");
        commandLine.getCommandSpec().version("Headroom " + surroundings.version());
        commandLine.registerConverter(InstanceClass.class, word -> one(word, InstanceClass.values()));
        commandLine.registerConverter(Preset.class, word -> one(word, Preset.values()));
        commandLine.setUsageHelpAutoWidth(true);
        ConfiguredDefaults.VERBS.stream()
                .flatMap(
                        verb -> Optional.ofNullable(commandLine.getSubcommands().get(verb)).stream())
                .forEach(verb ->
                        verb.setDefaultValueProvider(new ConfiguredDefaults(surroundings.environment(), Path.of(""))));
        commandLine.setParameterExceptionHandler((problem, _) -> {
            terminal.say("headroom: " + sentence(problem));
            return ExitCode.USAGE.number();
        });
        commandLine.setExecutionExceptionHandler((failure, _, _) -> report(failure, surroundings));
        return commandLine;
    }

    /** The choice of that name. picocli's own message would show the constants' names rather than the words that users write. */
    private static <T> T one(String word, T[] choices) {
        return Arrays.stream(choices)
                .filter(choice -> choice.toString().equals(word))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException("'%s' is none of %s"
                        .formatted(
                                word,
                                Arrays.stream(choices).map(Object::toString).collect(Collectors.joining(", ")))));
    }

    private static int report(Exception failure, Surroundings surroundings) {
        Terminal terminal = surroundings.terminal();
        terminal.progressDone();
        if (failure instanceof CommandFailure known) {
            terminal.say("headroom: " + known.getMessage());
            return known.exitCode().number();
        }
        terminal.say(
                "headroom: this should not have happened and is a defect of Headroom (%s); HEADROOM_DEBUG=1 shows where."
                        .formatted(failure));
        if (surroundings.environment().containsKey("HEADROOM_DEBUG")) {
            failure.printStackTrace();
        }
        return ExitCode.ENVIRONMENT.number();
    }

    private static String sentence(ParameterException problem) {
        String verb = problem.getCommandLine().getCommandSpec().qualifiedName(" ");
        String suggestion = "";
        if (problem instanceof UnmatchedArgumentException unmatched
                && !unmatched.getSuggestions().isEmpty()) {
            suggestion = "; did you mean %s?".formatted(String.join(" or ", unmatched.getSuggestions()));
        }
        return "%s%s ('./%s --help' lists what there is)".formatted(problem.getMessage(), suggestion, verb);
    }
}
