import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Answers 200 to everything, and says in a file on which port. */
class Server {
    public static void main(String... arguments) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        Path draft = Path.of(arguments[0], "port.draft");
        Files.writeString(draft, String.valueOf(server.getAddress().getPort()));
        Files.move(draft, Path.of(arguments[0], "port"), StandardCopyOption.ATOMIC_MOVE);
    }
}
