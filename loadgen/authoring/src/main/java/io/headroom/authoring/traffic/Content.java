package io.headroom.authoring.traffic;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A body.
 *
 * @param type its media type as sent, with parameters; may be empty
 * @param bytes what was sent, complete
 * @param parts a form's fields, where the source lists them apart; else empty
 */
public record Content(String type, byte[] bytes, List<Part> parts) {
    private static final Pattern BOUNDARY = Pattern.compile("(?i)boundary=(?:\"([^\"]+)\"|([^;\\s]+))");

    public Content {
        parts = List.copyOf(parts);
    }

    /**
     * A field of a form.
     *
     * @param fileName empty unless a file was chosen
     * @param type of a file's contents
     */
    public record Part(String name, String value, String fileName, String type) {
        public boolean isFile() {
            return !fileName.isEmpty();
        }
    }

    public static Content of(String type, String text) {
        return new Content(type, text.getBytes(StandardCharsets.UTF_8), List.of());
    }

    /** The media type without parameters, in lower case. */
    public String mediaType() {
        return type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    public String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Whether the bytes are text in UTF-8, so that they can be written into a source file. */
    public boolean isText() {
        byte[] again = text().getBytes(StandardCharsets.UTF_8);
        return Arrays.equals(again, bytes) && text().indexOf('\0') < 0;
    }

    public boolean isJson() {
        return mediaType().equals("application/json")
                || mediaType().endsWith("+json")
                || mediaType().equals("text/json");
    }

    public boolean isHtml() {
        return mediaType().equals("text/html") || mediaType().equals("application/xhtml+xml");
    }

    public boolean isForm() {
        return mediaType().equals("application/x-www-form-urlencoded");
    }

    public boolean isMultipart() {
        return mediaType().equals("multipart/form-data");
    }

    /** The fields of a form of either kind, absent if they cannot be told. */
    public Optional<List<Part>> form() {
        if (isForm() && bytes.length > 0) {
            return Optional.of(Address.fields(text()).stream()
                    .map(field -> new Part(field.name(), field.value(), "", ""))
                    .toList());
        }
        if (isMultipart() && bytes.length > 0) {
            return multipart();
        }
        return parts.isEmpty() ? Optional.empty() : Optional.of(parts);
    }

    private Optional<List<Part>> multipart() {
        Matcher boundary = BOUNDARY.matcher(type);
        if (!boundary.find()) {
            return Optional.empty();
        }
        String delimiter = "--" + (boundary.group(1) == null ? boundary.group(2) : boundary.group(1));
        String text = text();
        List<Part> found = new ArrayList<>();
        for (String section : text.split(Pattern.quote(delimiter))) {
            int head = section.indexOf("\r\n\r\n");
            if (head >= 0) {
                part(section.substring(0, head), section.substring(head + 4)).ifPresent(found::add);
            }
        }
        return found.isEmpty() ? Optional.empty() : Optional.of(found);
    }

    private static Optional<Part> part(String head, String body) {
        Matcher name = Pattern.compile("(?i)[; ]name=\"([^\"]*)\"").matcher(head);
        if (!name.find()) {
            return Optional.empty();
        }
        Matcher file = Pattern.compile("(?i)filename=\"([^\"]*)\"").matcher(head);
        Matcher type = Pattern.compile("(?i)content-type:\\s*([^\\r\\n]+)").matcher(head);
        String value = body.endsWith("\r\n") ? body.substring(0, body.length() - 2) : body;
        return Optional.of(new Part(
                name.group(1),
                value,
                file.find() ? file.group(1) : "",
                type.find() ? type.group(1).strip() : ""));
    }
}
