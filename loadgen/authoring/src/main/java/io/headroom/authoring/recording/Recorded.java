package io.headroom.authoring.recording;

/** What the proxy tells about a request as soon as it is over. */
public sealed interface Recorded {

    /** It was answered and recorded. */
    record Answered(String method, String path, int status) implements Recorded {}

    /** It got no whole answer. */
    record Failed(String method, String path, String reason) implements Recorded {}

    /** It wanted something that cannot be recorded, and was refused. */
    record Refused(String method, String path, String reason) implements Recorded {}
}
