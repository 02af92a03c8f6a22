package io.headroom.engine.http;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the value of an input field in HTML, without a parser: what forms hide, such as a token against request forgery. */
public final class HtmlInput {
    private static final Pattern INPUT = Pattern.compile("<input\\b([^>]*)>", Pattern.CASE_INSENSITIVE);
    private static final Pattern ATTRIBUTE =
            Pattern.compile("([\\w:-]+)\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)'|([^\\s\"'>]+))");

    private HtmlInput() {}

    /** The value of the first input of that name that has one. */
    public static Optional<String> value(String html, String name) {
        Matcher inputs = INPUT.matcher(html);
        while (inputs.find()) {
            String attributes = inputs.group(1);
            if (attribute(attributes, "name").filter(name::equals).isPresent()) {
                Optional<String> value = attribute(attributes, "value");
                if (value.isPresent()) {
                    return value;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<String> attribute(String attributes, String name) {
        Matcher each = ATTRIBUTE.matcher(attributes);
        while (each.find()) {
            if (each.group(1).equalsIgnoreCase(name)) {
                for (int group = 2; group <= 4; group++) {
                    if (each.group(group) != null) {
                        return Optional.of(unescaped(each.group(group)));
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** The references that HTML requires in attributes; the ampersand last, so that none is read twice. */
    private static String unescaped(String text) {
        return text.replace("&quot;", "\"")
                .replace("&#34;", "\"")
                .replace("&#39;", "'")
                .replace("&#x27;", "'")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&#43;", "+")
                .replace("&#x2B;", "+")
                .replace("&amp;", "&");
    }
}
