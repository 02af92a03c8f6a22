package io.headroom.campaign;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** The name that an author probably meant. */
final class NearestName {

    private NearestName() {}

    /** {@code ; did you mean X?}, or the names there are if none is near. */
    static String hint(String typed, Collection<String> names) {
        return names.stream()
                .min(Comparator.comparingInt((String name) -> edits(typed.toLowerCase(Locale.ROOT), name)))
                .filter(name ->
                        edits(typed.toLowerCase(Locale.ROOT), name) <= Math.max(typed.length(), name.length()) / 2)
                .map("; did you mean %s?"::formatted)
                .orElseGet(() -> ": give " + (names.size() == 1 ? "" : "one of ") + String.join(", ", names));
    }

    /** Insertions, deletions and replacements that turn one text into the other (Levenshtein); one row of the table at a time. */
    private static int edits(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[to.length()];
    }
}
