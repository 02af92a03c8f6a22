package io.headroom.platform.home;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** TCP ports of the loopback interface. */
public final class Port {

    private Port() {}

    /**
     * @param wanted 0 for any free one
     * @throws StartupFailure if the wanted port is busy
     */
    public static int free(int wanted) {
        try (ServerSocket socket = new ServerSocket(wanted, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException busy) {
            throw StartupFailure.environment(
                    "port " + wanted + " is busy (" + busy.getMessage()
                            + "): stop what uses it, or choose another with --port PORT",
                    busy);
        }
    }
}
