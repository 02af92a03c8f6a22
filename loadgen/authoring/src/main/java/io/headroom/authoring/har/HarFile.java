package io.headroom.authoring.har;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.headroom.authoring.AuthoringException;
import io.headroom.authoring.traffic.Exchange;
import io.headroom.authoring.traffic.Traffic;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads an archive. One entry at a time is in memory as a tree, so that a file of gigabytes can be read. */
public final class HarFile {
    /** Of one text, such as a body; browsers keep at most a few tens of megabytes. */
    private static final int TEXT_MAX = 100_000_000;

    private static final int ENTRIES_MAX = 100_000;
    /** Of all bodies that are kept, in bytes. */
    private static final long BODIES_MAX = 256_000_000;

    private static final JsonMapper MAPPER = new JsonMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(TEXT_MAX)
                    .maxNestingDepth(200)
                    .build())
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build());

    private final String file;
    private final Map<String, Integer> pageNumbers = new LinkedHashMap<>();
    private final List<String> titles = new ArrayList<>();
    private final List<HarEntry> entries = new ArrayList<>();
    private long bodyBytes;

    private HarFile(String file) {
        this.file = file;
    }

    /**
     * Reads the file.
     *
     * @throws AuthoringException names file, line and place in the document
     */
    public static Traffic read(Path file) throws AuthoringException {
        String name = String.valueOf(file.getFileName());
        if (!Files.isRegularFile(file)) {
            throw new AuthoringException(
                    file + ": there is no such file, or it is a folder; name an archive that a browser exported");
        }
        try (InputStream in = withoutMark(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
            return new HarFile(name).read(in);
        } catch (IOException e) {
            throw new AuthoringException(file + ": cannot be read: " + e.getMessage());
        }
    }

    /** Some tools begin a file with a byte order mark, which JSON does not have. */
    private static InputStream withoutMark(BufferedInputStream in) throws IOException {
        in.mark(3);
        if (in.read() != 0xEF || in.read() != 0xBB || in.read() != 0xBF) {
            in.reset();
        }
        return in;
    }

    private Traffic read(InputStream in) throws AuthoringException, IOException {
        try (JsonParser parser = MAPPER.createParser(in)) {
            try {
                readDocument(parser);
            } catch (JsonProcessingException e) {
                throw new AuthoringException(place(e.getLocation()) + "not valid JSON within " + path(parser) + ": "
                        + e.getOriginalMessage().replaceAll("\\s+", " ") + "; export the archive again");
            }
        }
        List<Exchange> exchanges = new ArrayList<>();
        for (HarEntry entry : entries) {
            exchanges.add(entry.exchange(pageNumbers.getOrDefault(entry.page(), 0)));
        }
        return new Traffic(titles.isEmpty() ? List.of("") : titles, exchanges, file);
    }

    private void readDocument(JsonParser parser) throws IOException, AuthoringException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new AuthoringException(place(parser.currentLocation())
                    + "an HTTP archive is a JSON object with a \"log\"; this begins otherwise");
        }
        boolean found = false;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            boolean log = parser.currentName().equals("log");
            if (parser.nextToken() == JsonToken.START_OBJECT && log) {
                found = readLog(parser);
            } else {
                parser.skipChildren();
            }
        }
        if (!found) {
            throw new AuthoringException(
                    file
                            + ": log.entries is missing, so this is no HTTP archive; export one from the browser's network panel");
        }
    }

    private boolean readLog(JsonParser parser) throws IOException, AuthoringException {
        boolean found = false;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            boolean array = parser.nextToken() == JsonToken.START_ARRAY;
            if (name.equals("pages") && array) {
                readPages(parser);
            } else if (name.equals("entries") && array) {
                readEntries(parser);
                found = true;
            } else {
                parser.skipChildren();
            }
        }
        return found;
    }

    private void readPages(JsonParser parser) throws IOException {
        while (parser.nextToken() == JsonToken.START_OBJECT) {
            JsonNode page = MAPPER.readTree(parser);
            String id = page.path("id").asText();
            int number = pageNumbers.computeIfAbsent(id, _ -> pageNumbers.size());
            while (titles.size() <= number) {
                titles.add("");
            }
            titles.set(number, page.path("title").asText(""));
        }
    }

    private void readEntries(JsonParser parser) throws IOException, AuthoringException {
        while (parser.nextToken() == JsonToken.START_OBJECT) {
            JsonLocation start = parser.currentLocation();
            if (entries.size() == ENTRIES_MAX) {
                throw new AuthoringException(
                        "%smore than %,d entries: record less at a time".formatted(place(start), ENTRIES_MAX));
            }
            JsonNode node = MAPPER.readTree(parser);
            HarEntry entry = HarEntry.of(node, place(start) + "log.entries[" + entries.size() + "]");
            bodyBytes += entry.bodyBytes();
            if (bodyBytes > BODIES_MAX) {
                throw new AuthoringException("%sthe bodies up to here are more than %,d bytes: record less at a time"
                        .formatted(place(start), BODIES_MAX));
            }
            entries.add(entry);
            if (!pageNumbers.containsKey(entry.page())) {
                // Pages may follow the entries, or be missing.
                pageNumbers.put(entry.page(), pageNumbers.size());
                titles.add("");
            }
        }
    }

    private static String path(JsonParser parser) {
        String pointer = parser.getParsingContext().pathAsPointer().toString();
        return pointer.isEmpty() ? "the document" : pointer;
    }

    private String place(JsonLocation location) {
        return file + ":" + location.getLineNr() + ":" + location.getColumnNr() + ": ";
    }
}
