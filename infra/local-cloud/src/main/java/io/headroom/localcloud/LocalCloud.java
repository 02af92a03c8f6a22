package io.headroom.localcloud;

import io.headroom.localcloud.command.LocalCloudCommand;

/** The program: one short command, or (hidden) the daemon behind an environment. */
public final class LocalCloud {

    private LocalCloud() {}

    /** Ends with 0, with 4 for wrong usage or configuration, with 5 when the environment fails. */
    public static void main(String[] arguments) {
        System.exit(LocalCloudCommand.run(arguments));
    }
}
