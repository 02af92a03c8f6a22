package io.headroom.postgres;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** A server process of ours, on the port it was given. */
record Postmaster(Process process, int port) {

    /** A port is free when we look and may be gone when the server asks for it. */
    private static final int PORTS_TRIED_MAX = 5;

    static Postmaster start(DataDirectory directory, Binaries binaries, PostgresSettings settings, Custody custody) {
        Deadline deadline = Deadline.in(settings.startTimeout());
        int portsTaken = 0;
        try {
            while (true) {
                long logOffset = Files.exists(directory.log()) ? Files.size(directory.log()) : 0;
                Postmaster postmaster = launch(directory, binaries, settings, custody);
                if (postmaster.becomesReady(directory, deadline)) {
                    return postmaster;
                }
                postmaster.stop();
                custody.requireWanted();
                ServerLog log = ServerLog.of(directory.log(), logOffset);
                if (deadline.isOver()) {
                    throw log.failure("PostgreSQL did not start within "
                            + settings.startTimeout().toSeconds() + " s");
                }
                boolean again = log.saysPredecessorLingers() || (log.saysPortTaken() && ++portsTaken < PORTS_TRIED_MAX);
                if (!again) {
                    throw log.failure(
                            log.saysPortTaken()
                                    ? "PostgreSQL found no free port in " + PORTS_TRIED_MAX + " attempts"
                                    : "PostgreSQL did not start in " + directory.path());
                }
                Deadline.pause();
            }
        } catch (IOException failure) {
            throw PostgresException.writing(directory.path(), failure);
        }
    }

    private static Postmaster launch(
            DataDirectory directory, Binaries binaries, PostgresSettings settings, Custody custody) throws IOException {
        int port = settings.port() == 0 ? freePort() : settings.port();
        List<String> command = new ArrayList<>(ServerCommand.inOwnSession());
        command.addAll(
                List.of(binaries.program("postgres"), "-D", directory.path().toString(), "-p", String.valueOf(port)));
        settings.parameters().forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
        command.addAll(List.of("-c", "max_connections=" + settings.maxConnections()));
        command.addAll(List.of("-c", "fsync=on", "-c", "synchronous_commit=on", "-c", "logging_collector=off"));
        command.addAll(List.of("-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories="));
        return new Postmaster(custody.launch(command, directory.log()), port);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    private boolean becomesReady(DataDirectory directory, Deadline deadline) {
        while (process.isAlive() && !deadline.isOver()) {
            if (PostmasterFile.read(directory)
                    .filter(file -> file.isReady(process.pid()))
                    .isPresent()) {
                return true;
            }
            Deadline.pause();
        }
        return false;
    }

    void stop() {
        ServerCommand.stop(process);
    }
}
