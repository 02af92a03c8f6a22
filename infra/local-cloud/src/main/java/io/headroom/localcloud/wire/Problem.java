package io.headroom.localcloud.wire;

/** An error that its caller is told as problem+json. */
public final class Problem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** The body's shape. */
    public record Body(String title, int status, String detail, String code) {}

    private final int status;
    private final String title;
    private final String code;
    private final String detail;

    public Problem(int status, String title, String code, String detail) {
        super(detail);
        this.status = status;
        this.title = title;
        this.code = code;
        this.detail = detail;
    }

    public static Problem malformed(String detail) {
        return new Problem(400, "Malformed request", "malformed", detail);
    }

    public static Problem absent(String detail) {
        return new Problem(404, "Absent", "absent", detail);
    }

    /** The request is well-formed, and the environment's state does not allow it now. */
    public static Problem conflict(String detail) {
        return new Problem(409, "Conflict", "conflict", detail);
    }

    public static Problem stale(String detail) {
        return new Problem(412, "Changed meanwhile", "stale", detail);
    }

    public static Problem invalid(String detail) {
        return new Problem(422, "Invalid value", "invalid", detail);
    }

    public int status() {
        return status;
    }

    public Body body() {
        return new Body(title, status, detail, code);
    }
}
