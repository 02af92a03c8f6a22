package io.headroom.localcloud.command;

import io.headroom.localcloud.folder.CloudFolder;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Destroying what is not there is done. */
@Command(name = "destroy", description = "End an environment and everything in it, whatever state it is in.")
final class DestroyCommand implements Callable<Integer> {

    @Option(names = "--name", required = true, description = "The environment's name.")
    private String name = "";

    @Override
    public Integer call() throws Exception {
        CloudFolder folder = CloudFolder.named(name);
        if (!folder.exists()) {
            System.out.println("Environment '" + name + "' is not there.");
            return 0;
        }
        try (AutoCloseable exclusive = CloudFolder.exclusively()) {
            Destruction.of(folder).run();
        }
        System.out.println("Environment '" + name + "' is destroyed.");
        return 0;
    }
}
