package io.headroom.engine.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Requests and answers as text for people: secrets are shortened, long bodies cut, and what is no text is not shown. */
public final class MessageText {
    private static final int BODY_MAX = 4_096;
    /** So much of a secret is shown that two can be told apart, if it is long enough to keep one. */
    private static final int SHOWN = 4;

    private static final int LONG = 16;
    private static final Set<String> CREDENTIALS = Set.of("authorization", "proxy-authorization", "x-api-key");
    private static final String SECRET_NAME = "(?:password|passwd|secret|token|api_?key)";
    private static final Pattern IN_JSON =
            Pattern.compile("(\"\\w*" + SECRET_NAME + "\\w*\"\\s*:\\s*\")([^\"]+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern IN_FORM =
            Pattern.compile("((?:^|[?&])\\w*" + SECRET_NAME + "\\w*=)([^&\\s]+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern COOKIE = Pattern.compile("((?:^|;\\s*)[^=;]+=)([^;]*)");
    private static final Pattern FIRST_COOKIE = Pattern.compile("(^[^=;]+=)([^;]*)");

    private final Set<String> hidden;

    /**
     * @param hidden names of headers whose values are secrets, besides those that always are
     */
    public MessageText(Set<String> hidden) {
        this.hidden = hidden.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
    }

    /** A whole message of HTTP/1.1 whose body is as long as it says. */
    public String of(byte[] message) {
        int end = new String(message, StandardCharsets.ISO_8859_1).indexOf("\r\n\r\n") + "\r\n\r\n".length();
        return of(
                new String(message, 0, end, StandardCharsets.ISO_8859_1),
                Arrays.copyOfRange(message, end, message.length));
    }

    /** A head and a body. */
    public String of(String head, byte[] body) {
        String lines = head.strip().lines().map(this::line).collect(Collectors.joining("\n"));
        return body.length == 0 ? lines : lines + "\n\n" + body(body);
    }

    private String line(String line) {
        int colon = line.indexOf(": ");
        if (colon < 0) {
            return shortened(IN_FORM, line);
        }
        String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
        String value = line.substring(colon + 2);
        String shown = switch (name) {
            case "cookie" -> shortened(COOKIE, value);
            case "set-cookie" -> shortened(FIRST_COOKIE, value);
            case "location", "referer" -> shortened(IN_FORM, value);
            default -> CREDENTIALS.contains(name) || hidden.contains(name) ? credentials(value) : value;
        };
        return line.substring(0, colon + 2) + shown;
    }

    /** Leaves the scheme: {@code Bearer eyJh…}. */
    private static String credentials(String value) {
        int space = value.indexOf(' ');
        return value.substring(0, space + 1) + secret(value.substring(space + 1));
    }

    private static String shortened(Pattern secrets, String text) {
        return secrets.matcher(text).replaceAll(MessageText::keepName);
    }

    private static String keepName(MatchResult match) {
        return Matcher.quoteReplacement(match.group(1) + secret(match.group(2)));
    }

    private static String secret(String value) {
        return value.isEmpty() ? "" : value.length() < LONG ? "…" : value.substring(0, SHOWN) + '…';
    }

    private static String body(byte[] body) {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException e) {
            return bytes(body);
        }
        if (text.chars().anyMatch(c -> c < ' ' && c != '\n' && c != '\r' && c != '\t')) {
            return bytes(body);
        }
        String shown = shortened(IN_FORM, shortened(IN_JSON, text));
        return shown.length() <= BODY_MAX
                ? shown
                : shown.substring(0, BODY_MAX) + "… (" + body.length + " bytes in all)";
    }

    private static String bytes(byte[] body) {
        return "(" + body.length + " bytes that are no text)";
    }
}
