package io.headroom.authoring.traffic;

/** Where in an answer a value stood. */
sealed interface Origin {

    /** At a JSON pointer. */
    record Pointer(String pointer) implements Origin {}

    /** The last segment of the Location header's path. */
    record LocationSegment() implements Origin {}

    /** A cookie that the answer set. */
    record Cookie(String name) implements Origin {}

    /** The value of an HTML form's field, such as one against request forgery. */
    record Field(String name) implements Origin {}

    /**
     * In HTML, as the first group of a regular expression.
     *
     * @param name what it is
     */
    record Markup(String regex, String name) implements Origin {}

    /** What it is called there, for a variable's name; empty if nothing tells. */
    default String label() {
        return switch (this) {
            case Pointer(String pointer) -> key(pointer);
            case LocationSegment() -> "id";
            case Cookie(String name) -> name;
            case Field(String name) -> name;
            case Markup(String _, String name) -> name;
        };
    }

    /** The last segment of a JSON pointer that is no index. */
    static String key(String pointer) {
        String[] segments = pointer.split("/");
        for (int i = segments.length - 1; i > 0; i--) {
            if (!segments[i].matches("\\d+")) {
                return segments[i].replace("~1", "/").replace("~0", "~");
            }
        }
        return "";
    }
}
