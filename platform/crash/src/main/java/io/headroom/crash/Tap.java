package io.headroom.crash;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A door to the database that can be shut: what one owner sees of the database being stopped or gone. */
final class Tap implements AutoCloseable {
    private final ServerSocket door;
    private final int databasePort;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile boolean shut;

    Tap(int databasePort) throws IOException {
        this.databasePort = databasePort;
        this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    /** Connections break; new ones are refused. */
    void shut(boolean shut) {
        this.shut = shut;
        if (shut) {
            sockets.forEach(Tap::end);
        }
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                var client = door.accept();
                sockets.add(client);
                if (shut) {
                    end(client);
                } else {
                    connect(client);
                }
            } catch (IOException closed) {
                // Either the door is closed for good, or one connection is; the loop's condition tells.
            }
        }
    }

    private void connect(Socket client) throws IOException {
        var database = new Socket(InetAddress.getLoopbackAddress(), databasePort);
        sockets.add(database);
        Thread.ofVirtual().start(() -> pour(client, database));
        Thread.ofVirtual().start(() -> pour(database, client));
    }

    private void pour(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException broken) {
            // The other direction is broken, too, and both are closed.
        } finally {
            end(from);
            end(to);
            sockets.remove(from);
            sockets.remove(to);
        }
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException already) {
            // Closed is closed.
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        sockets.forEach(Tap::end);
    }
}
