package io.headroom.engine.http;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a {@code set-cookie} header as browsers do (RFC 6265, section 5.2), which is laxer than how servers should write it. */
final class SetCookie {
    private static final long MILLIS_PER_SECOND = 1_000;
    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
    private static final Pattern DATE_DELIMITERS =
            Pattern.compile("[\\x09\\x20-\\x2F\\x3B-\\x40\\x5B-\\x60\\x7B-\\x7E]+");
    private static final Pattern TIME = Pattern.compile("(\\d{1,2}):(\\d{1,2}):(\\d{1,2})(?:\\D.*)?");
    private static final Pattern DAY = Pattern.compile("(\\d{1,2})(?:\\D.*)?");
    private static final Pattern YEAR = Pattern.compile("(\\d{2,4})(?:\\D.*)?");

    private final CookieJar.Place from;
    private final long nowMillis;
    private String domain = "";
    private String path;
    private boolean secure;
    private boolean hasMaxAge;
    private long expiresMillis = Long.MAX_VALUE;

    private SetCookie(CookieJar.Place from, long nowMillis) {
        this.from = from;
        this.nowMillis = nowMillis;
        this.path = defaultPath(from.path());
    }

    /** The cookie; null if it is to be ignored. */
    static @Nullable Cookie parse(String header, CookieJar.Place from, long nowMillis) {
        String[] pieces = header.split(";", -1);
        int equals = pieces[0].indexOf('=');
        if (equals < 0) {
            return null;
        }
        String name = pieces[0].substring(0, equals).strip();
        String value = pieces[0].substring(equals + 1).strip();
        var read = new SetCookie(from, nowMillis);
        for (int i = 1; i < pieces.length; i++) {
            read.attribute(pieces[i]);
        }
        return name.isEmpty() ? null : read.cookie(name, value);
    }

    /** Whether it is a token (RFC 9110, section 5.6.2), in short. */
    static boolean isName(String name) {
        return !name.isEmpty() && name.chars().allMatch(c -> c > ' ' && c < 127 && "=;,\"\\()/".indexOf(c) < 0);
    }

    /** Whether it is a cookie value (RFC 6265, section 4.1.1). */
    static boolean isValue(String value) {
        return value.chars().allMatch(c -> c > ' ' && c < 127 && "\",;\\".indexOf(c) < 0);
    }

    private @Nullable Cookie cookie(String name, String value) {
        boolean hostOnly = domain.isEmpty() || domain.equals(from.host());
        if (!hostOnly && (domain.indexOf('.') < 0 || !Cookie.isWithin(from.host(), domain))) {
            return null;
        }
        if (secure && !from.secure()) {
            return null; // RFC 6265bis, section 5.7: over plain HTTP nobody may set what only TLS carries
        }
        String keptFor = hostOnly ? from.host() : domain;
        return new Cookie(name, value, keptFor, domain.isEmpty(), path, secure, expiresMillis);
    }

    private void attribute(String piece) {
        int equals = piece.indexOf('=');
        String name = (equals < 0 ? piece : piece.substring(0, equals)).strip().toLowerCase(Locale.ROOT);
        String value = equals < 0 ? "" : piece.substring(equals + 1).strip();
        switch (name) {
            case "domain" -> domain = (value.startsWith(".") ? value.substring(1) : value).toLowerCase(Locale.ROOT);
            case "path" -> path = value.startsWith("/") ? value : defaultPath(from.path());
            case "secure" -> secure = true;
            case "max-age" -> maxAge(value);
            case "expires" -> expires(value);
            default -> {
                // HttpOnly, SameSite and the like concern browsers
            }
        }
    }

    private void maxAge(String value) {
        if (!value.matches("-?\\d{1,18}")) {
            return;
        }
        long seconds = Long.parseLong(value);
        hasMaxAge = true;
        expiresMillis = seconds <= 0 ? 0 : nowMillis + Math.min(seconds, Long.MAX_VALUE / 4_000) * MILLIS_PER_SECOND;
    }

    private void expires(String value) {
        Long millis = hasMaxAge ? null : dateMillis(value);
        if (millis != null) {
            expiresMillis = millis;
        }
    }

    /** RFC 6265, section 5.1.1: the parts of a date in any order; null if it is none. */
    static @Nullable Long dateMillis(String text) {
        @Nullable Matcher time = null;
        int day = 0;
        int month = 0;
        int year = -1;
        for (String token : DATE_DELIMITERS.split(text)) {
            Matcher asTime = TIME.matcher(token);
            Matcher asDay = DAY.matcher(token);
            Matcher asYear = YEAR.matcher(token);
            int asMonth = token.length() < 3
                    ? -1
                    : MONTHS.indexOf(token.substring(0, 3).toLowerCase(Locale.ROOT));
            if (time == null && asTime.matches()) {
                time = asTime;
            } else if (day == 0 && asDay.matches()) {
                day = Integer.parseInt(asDay.group(1));
            } else if (month == 0 && asMonth >= 0) {
                month = asMonth + 1;
            } else if (year < 0 && asYear.matches()) {
                year = Integer.parseInt(asYear.group(1));
            }
        }
        return time == null || year < 0 ? null : millis(fullYear(year), month, day, time);
    }

    private static @Nullable Long millis(int year, int month, int day, Matcher time) {
        try {
            return LocalDateTime.of(
                            year,
                            month,
                            day,
                            Integer.parseInt(time.group(1)),
                            Integer.parseInt(time.group(2)),
                            Integer.parseInt(time.group(3)))
                    .toInstant(ZoneOffset.UTC)
                    .toEpochMilli();
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static int fullYear(int year) {
        if (year >= 70 && year <= 99) {
            return 1900 + year;
        }
        return year <= 69 ? 2000 + year : year;
    }

    /** RFC 6265, section 5.1.4. */
    private static String defaultPath(String path) {
        int last = path.lastIndexOf('/');
        return last <= 0 ? "/" : path.substring(0, last);
    }
}
