package io.headroom.agent.command;

import picocli.CommandLine.Option;

/** What every verb answers to {@code --help}. */
final class HelpOption {

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Say this.")
    boolean help;
}
