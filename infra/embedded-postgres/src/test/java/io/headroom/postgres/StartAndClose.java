package io.headroom.postgres;

import java.nio.file.Path;
import java.sql.DriverManager;

/** A process that starts a server, says its process id, and closes the server from a shutdown hook, still using it. */
final class StartAndClose {

    public static void main(String[] arguments) throws Exception {
        EmbeddedPostgres server = EmbeddedPostgres.start(Path.of(arguments[0]));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(server)));
        System.out.println(server.processId());
        System.in.read();
    }

    private static void end(EmbeddedPostgres server) {
        try (var connection = DriverManager.getConnection(server.jdbcUrl(), server.username(), server.password());
                var result = connection.createStatement().executeQuery("select 1")) {
            result.next();
            System.out.println("answers " + result.getString(1));
        } catch (Exception failure) {
            System.out.println(failure);
        }
        server.close();
    }
}
