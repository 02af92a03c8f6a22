package io.headroom.telemetry.trace;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Names and values in two arrays: a span has about ten of them, of which a handful is asked for. Values are text, whole or decimal numbers, or booleans. */
public final class Attributes {
    public static final Attributes NONE = new Attributes(new String[0], new Object[0]);

    /** Two objects' heads, with their arrays' and two places in ours. */
    private static final int PAIR_BYTES = 100;

    private final String[] names;
    private final Object[] values;

    /** Takes both arrays over; they have the same length. */
    public Attributes(String[] names, Object[] values) {
        this.names = names;
        this.values = values;
    }

    public static Attributes of(Map<String, ?> attributes) {
        return new Attributes(
                attributes.keySet().toArray(String[]::new), attributes.values().toArray());
    }

    public @Nullable Object get(String name) {
        for (int i = 0; i < names.length; i++) {
            if (names[i].equals(name)) {
                return values[i];
            }
        }
        return null;
    }

    /** The value as text; null if there is none. */
    public @Nullable String text(String name) {
        Object value = get(name);
        return value == null ? null : value.toString();
    }

    /** The text of the first of these names that has one: conventions have renamed their attributes once. */
    public @Nullable String text(String name, String formerName) {
        String text = text(name);
        return text == null ? text(formerName) : text;
    }

    /** What they weigh in memory, about. */
    public int bytes() {
        int bytes = 0;
        for (int i = 0; i < names.length; i++) {
            bytes += PAIR_BYTES + names[i].length() + (values[i] instanceof String text ? text.length() : 0);
        }
        return bytes;
    }

    public Map<String, Object> asMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < names.length; i++) {
            map.put(names[i], values[i]);
        }
        return map;
    }

    @Override
    public String toString() {
        return asMap().toString();
    }
}
