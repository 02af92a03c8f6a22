package io.headroom.agent.terminal;

/** A progress bar: {@code ██████░░░░}. */
public final class Bar {

    private Bar() {}

    /**
     * @param done share that is done, 0 to 1; anything outside is taken as the nearest of the two
     * @param width in characters
     */
    public static String of(double done, int width) {
        int filled = (int) Math.round(Math.clamp(done, 0, 1) * width);
        return "█".repeat(filled) + "░".repeat(width - filled);
    }
}
