package io.headroom.agent.work;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Notices that the process which started this one is gone: it holds the other end of standard input open for as long as it lives. */
public final class ParentWatch {

    private ParentWatch() {}

    /**
     * Calls back once, when the stream has ended; on a thread of its own.
     *
     * @param pipe standard input; what it carries is thrown away
     */
    public static void start(InputStream pipe, Runnable onGone) {
        Thread.ofPlatform().daemon().name("parent watch").start(() -> {
            try {
                pipe.transferTo(OutputStream.nullOutputStream());
            } catch (IOException _) {
                // A broken pipe ends it as well.
            }
            onGone.run();
        });
    }
}
