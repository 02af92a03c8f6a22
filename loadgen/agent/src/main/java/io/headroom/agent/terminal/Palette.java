package io.headroom.agent.terminal;

/**
 * Colours, or none. Meaning never hangs on a colour alone: every coloured word also says what it means.
 *
 * @param coloured whether escape sequences are written
 */
public record Palette(boolean coloured) {

    public static final Palette PLAIN = new Palette(false);

    public String good(String text) {
        return paint("32", text);
    }

    public String bad(String text) {
        return paint("31", text);
    }

    public String doubtful(String text) {
        return paint("33", text);
    }

    public String dim(String text) {
        return paint("2", text);
    }

    public String bold(String text) {
        return paint("1", text);
    }

    private String paint(String code, String text) {
        return coloured ? "\033[" + code + "m" + text + "\033[0m" : text;
    }
}
