package io.headroom.agent.command;

import io.headroom.agent.ExitCode;
import jakarta.inject.Inject;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "completion",
        description = "Prints a script by which bash and zsh complete verbs and flags of ./headroom.",
        footer = {
            "",
            "Install it",
            "  bash   ./headroom completion > ~/.local/share/bash-completion/completions/headroom",
            "  zsh    ./headroom completion > ~/.headroom-completion, and in ~/.zshrc:",
            "         autoload -U +X bashcompinit && bashcompinit && source ~/.headroom-completion",
            "  now    source <(./headroom completion)"
        })
class CompletionCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Say this.")
    boolean help;

    @Inject
    CompletionCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        surroundings
                .terminal()
                .print(AutoComplete.bash("headroom", spec.root().commandLine()).stripTrailing());
        return ExitCode.PASS.number();
    }
}
