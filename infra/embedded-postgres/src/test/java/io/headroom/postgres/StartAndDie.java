package io.headroom.postgres;

import java.nio.file.Path;

/** A process that starts a server, says its process id, and waits to be killed. */
final class StartAndDie {

    public static void main(String[] arguments) throws Exception {
        EmbeddedPostgres server = EmbeddedPostgres.start(Path.of(arguments[0]));
        System.out.println(server.processId());
        System.in.read();
    }
}
