package io.headroom.engine.scenario;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The name that somebody probably meant: the one at the smallest edit distance (Levenshtein), whatever the case. */
final class NearestName {

    private NearestName() {}

    static String among(List<String> names, String typed) {
        return names.stream()
                .min(Comparator.comparingInt(
                        name -> distance(name.toLowerCase(Locale.ROOT), typed.toLowerCase(Locale.ROOT))))
                .orElseThrow();
    }

    /** Insertions, deletions and replacements that turn one text into the other; one row of the table at a time. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
