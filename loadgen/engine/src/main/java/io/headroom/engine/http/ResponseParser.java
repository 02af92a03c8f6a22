package io.headroom.engine.http;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/**
 * Reads the answers that arrive on one connection, one at a time and in whatever pieces they come. Incremental: each byte is looked at once; bounded: an
 * answer that is too large, or breaks HTTP/1.1 (RFC 9112), ends in {@link MalformedResponseException}.
 *
 * <pre>
 * HEAD ── 1xx ──> HEAD
 *   ├── HEAD request, 204, 304, length 0 ──────────────> DONE
 *   ├── content-length ──> LENGTH ─────────────────────> DONE
 *   ├── chunked ──> CHUNK_SIZE <─> CHUNK_DATA
 *   │                  └── size 0 ──> TRAILERS ────────> DONE
 *   └── neither ──> UNTIL_CLOSE ── end of connection ──> DONE
 * </pre>
 */
public final class ResponseParser {
    /** Longest body that is read, in bytes. */
    static final int BODY_MAX = 16 * 1024 * 1024;

    private static final int INTERIM_MAX = 32;
    private static final int HEAD_PIECE = 2_048;
    private static final int CHUNK_LINE_MAX = 4_096;
    private static final int FIRST_BODY_BYTES = 64 * 1024;
    private static final int SWITCHING_PROTOCOLS = 101;
    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;
    private static final byte[] NO_BODY = {};

    private enum State {
        HEAD,
        LENGTH,
        CHUNK_SIZE,
        CHUNK_DATA,
        CHUNK_END,
        TRAILERS,
        UNTIL_CLOSE,
        DONE
    }

    private final ResponseHead head = new ResponseHead();
    private LastAnswer last = new LastAnswer();
    private State state = State.DONE;
    private boolean answersHead;
    private boolean anything;
    private int interim;

    private byte[] body = NO_BODY;
    private int bodyEnd;
    private long bodyLeft;

    private long chunkSize;
    private int lineBytes;
    private int trailerBytes;
    private boolean chunkExtension;

    /**
     * Begins an answer.
     *
     * @param answersHead whether it answers a HEAD request, and so has no body whatever its head says
     * @param last what it is likely to repeat; becomes this answer
     */
    public void begin(boolean answersHead, LastAnswer last) {
        this.answersHead = answersHead;
        this.last = last;
        state = State.HEAD;
        anything = false;
        interim = 0;
        head.reset();
        body = NO_BODY;
        bodyEnd = 0;
    }

    /** Reads on; true when the answer is complete. Bytes after it stay in the buffer. */
    public boolean read(ByteBuf in) throws MalformedResponseException {
        anything |= in.isReadable();
        while (in.isReadable() && state != State.DONE) {
            switch (state) {
                case HEAD -> readHead(in);
                case LENGTH, CHUNK_DATA -> readBody(in);
                case CHUNK_SIZE -> readChunkSize(in.readByte());
                case CHUNK_END -> readChunkEnd(in.readByte());
                case TRAILERS -> readTrailers(in.readByte());
                case UNTIL_CLOSE -> append(in, in.readableBytes());
                case DONE -> throw new IllegalStateException("read after the end");
            }
        }
        return state == State.DONE;
    }

    /** The connection ended; true if that completes the answer. */
    public boolean endOfConnection() {
        if (state != State.UNTIL_CLOSE) {
            return false;
        }
        state = State.DONE;
        return true;
    }

    /** Whether any byte of this answer has come. */
    public boolean hasBegun() {
        return anything;
    }

    public ResponseHead head() {
        return head;
    }

    /** The body, in an array that nobody may write to. */
    public byte[] body() {
        return bodyEnd == body.length ? body : Arrays.copyOf(body, bodyEnd);
    }

    private void readHead(ByteBuf in) throws MalformedResponseException {
        int wanted = Math.min(in.readableBytes(), HEAD_PIECE);
        byte[] space = head.space(wanted);
        int added = Math.min(wanted, space.length - head.end());
        in.getBytes(in.readerIndex(), space, head.end(), added);
        int consumed = head.recognise(last.head, added);
        boolean recognised = consumed >= 0;
        if (!recognised) {
            consumed = head.read(added);
        }
        in.skipBytes(consumed < 0 ? added : consumed);
        if (consumed >= 0) {
            headComplete(recognised);
        }
        if (state == State.LENGTH && bodyLeft <= added - consumed) {
            body = last.body(space, head.end(), (int) bodyLeft);
            bodyEnd = body.length;
            in.skipBytes(bodyEnd);
            state = State.DONE;
        }
    }

    private void headComplete(boolean recognised) throws MalformedResponseException {
        int status = head.status();
        if (status < 200) {
            if (status == SWITCHING_PROTOCOLS || ++interim > INTERIM_MAX) {
                throw malformed("status " + status + " where a final one was due");
            }
            head.reset();
            return;
        }
        if (!recognised && head.end() <= HEAD_PIECE) {
            last.head.copy(head);
        }
        if (answersHead || status == NO_CONTENT || status == NOT_MODIFIED) {
            state = State.DONE;
        } else if (head.chunked()) {
            beginChunk();
        } else if (head.contentLength() >= 0) {
            beginLength(head.contentLength());
        } else {
            state = State.UNTIL_CLOSE;
        }
    }

    private void beginLength(long length) throws MalformedResponseException {
        requireBody(length);
        bodyLeft = length;
        state = length == 0 ? State.DONE : State.LENGTH;
    }

    private void readBody(ByteBuf in) throws MalformedResponseException {
        int count = (int) Math.min(bodyLeft, in.readableBytes());
        if (bodyEnd == 0 && state == State.LENGTH) {
            body = new byte[(int) Math.min(bodyLeft, FIRST_BODY_BYTES)];
        }
        append(in, count);
        bodyLeft -= count;
        if (bodyLeft == 0) {
            lineBytes = 0;
            state = state == State.LENGTH ? State.DONE : State.CHUNK_END;
        }
    }

    private void append(ByteBuf in, int count) throws MalformedResponseException {
        requireBody((long) bodyEnd + count);
        if (bodyEnd + count > body.length) {
            body = Arrays.copyOf(body, Math.max(bodyEnd + count, Math.min(BODY_MAX, 2 * body.length)));
        }
        in.readBytes(body, bodyEnd, count);
        bodyEnd += count;
    }

    private void beginChunk() {
        state = State.CHUNK_SIZE;
        chunkSize = -1;
        lineBytes = 0;
        chunkExtension = false;
    }

    private void readChunkSize(byte b) throws MalformedResponseException {
        requireLine();
        if (b == '\n') {
            if (chunkSize < 0) {
                throw malformed("a chunk without a size");
            }
            requireBody(bodyEnd + chunkSize);
            bodyLeft = chunkSize;
            state = chunkSize == 0 ? State.TRAILERS : State.CHUNK_DATA;
            lineBytes = 0;
            trailerBytes = 0;
        } else if (!chunkExtension) {
            int digit = Character.digit(b, 16);
            if (digit >= 0) {
                chunkSize = Math.max(chunkSize, 0) * 16 + digit;
                requireBody(chunkSize);
            } else if (b == ';' || b == '\r' || b == ' ' || b == '\t') {
                chunkExtension = true;
            } else {
                throw malformed("a chunk size that is not hexadecimal");
            }
        }
    }

    private void readChunkEnd(byte b) throws MalformedResponseException {
        if (b == '\n') {
            beginChunk();
        } else if (b != '\r' || lineBytes++ > 0) {
            throw malformed("a chunk longer than its size");
        }
    }

    private void readTrailers(byte b) throws MalformedResponseException {
        if (++trailerBytes > ResponseHead.BYTES_MAX) {
            throw new MalformedResponseException("response-too-large", "the answer's trailers are too long");
        }
        if (b == '\n') {
            if (lineBytes == 0) {
                state = State.DONE;
            }
            lineBytes = 0;
        } else if (b != '\r') {
            lineBytes++;
        }
    }

    private void requireLine() throws MalformedResponseException {
        if (++lineBytes > CHUNK_LINE_MAX) {
            throw new MalformedResponseException(
                    "response-too-large", "the answer has a chunk header that is too long");
        }
    }

    /** A body of that many bytes is not too large. */
    public static void requireBody(long bytes) throws MalformedResponseException {
        if (bytes > BODY_MAX) {
            throw new MalformedResponseException(
                    "response-too-large", "the answer's body is longer than " + BODY_MAX + " bytes");
        }
    }

    private static MalformedResponseException malformed(String what) {
        return new MalformedResponseException("malformed-response", "the answer has " + what);
    }
}
