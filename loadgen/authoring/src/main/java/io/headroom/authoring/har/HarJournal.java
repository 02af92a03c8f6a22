package io.headroom.authoring.har;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headroom.authoring.traffic.Content;
import io.headroom.authoring.traffic.Exchange;
import io.headroom.authoring.traffic.Exchange.Header;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/**
 * An archive that grows. Each entry goes into the file at once and takes the place of the closing brackets, so that the file is a whole archive whenever its
 * writer dies. Only its owner can read it: it holds passwords as they were typed.
 *
 * <p>Invariant: under this object's monitor, the file ends with {@link #END}.
 */
public final class HarJournal implements AutoCloseable {
    private static final String BEGIN =
            "{\"log\":{\"version\":\"1.2\",\"creator\":{\"name\":\"Headroom\",\"version\":\"1\"},\"pages\":[],\"entries\":[";
    private static final byte[] END = "\n]}}\n".getBytes(StandardCharsets.UTF_8);
    private static final JsonMapper MAPPER = new JsonMapper();

    private final FileChannel file;
    private int entries;

    private HarJournal(FileChannel file) {
        this.file = file;
    }

    /** Begins an archive in a file that must not exist. */
    public static HarJournal create(Path path) throws IOException {
        FileAttribute<?>[] ownersOnly =
                FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                        ? new FileAttribute<?>[] {
                            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                        }
                        : new FileAttribute<?>[0];
        FileChannel file =
                FileChannel.open(path, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownersOnly);
        var journal = new HarJournal(file);
        journal.write(0, BEGIN.getBytes(StandardCharsets.UTF_8));
        return journal;
    }

    /** Adds an entry. */
    public synchronized void add(Exchange exchange) throws IOException {
        String before = entries == 0 ? "\n" : ",\n";
        long position = file.size() - END.length;
        write(position, (before + MAPPER.writeValueAsString(entry(exchange))).getBytes(StandardCharsets.UTF_8));
        entries++;
    }

    /** How many entries it has. */
    public synchronized int entries() {
        return entries;
    }

    @Override
    public synchronized void close() throws IOException {
        file.close();
    }

    private void write(long position, byte[] text) throws IOException {
        ByteBuffer whole =
                ByteBuffer.allocate(text.length + END.length).put(text).put(END).flip();
        long at = position;
        while (whole.hasRemaining()) {
            at += file.write(whole, at);
        }
    }

    private static ObjectNode entry(Exchange exchange) {
        ObjectNode entry = MAPPER.createObjectNode();
        exchange.started().ifPresent(started -> entry.put("startedDateTime", started.toString()));
        entry.put("time", exchange.took().toNanos() / 1e6);
        entry.put("_resourceType", exchange.nature().resource());
        ObjectNode request = entry.putObject("request").put("method", exchange.method());
        String query = exchange.address().query();
        request.put(
                "url", exchange.address().origin() + exchange.address().path() + (query.isEmpty() ? "" : "?" + query));
        headers(request.putArray("headers"), exchange.headers());
        exchange.content().ifPresent(content -> body(request.putObject("postData"), content));
        ObjectNode response = entry.putObject("response").put("status", exchange.status());
        headers(response.putArray("headers"), exchange.answerHeaders());
        exchange.answer().ifPresent(content -> body(response.putObject("content"), content));
        if (!exchange.nature().failed().isEmpty()) {
            response.put("_error", exchange.nature().failed());
        }
        return entry;
    }

    private static void headers(ArrayNode array, List<Header> headers) {
        headers.forEach(header -> array.addObject().put("name", header.name()).put("value", header.value()));
    }

    private static void body(ObjectNode node, Content content) {
        node.put("mimeType", content.type());
        if (content.isText()) {
            node.put("text", content.text());
        } else {
            node.put("text", Base64.getEncoder().encodeToString(content.bytes()))
                    .put("encoding", "base64");
        }
    }
}
