package io.headroom.engine.data;

import com.fasterxml.jackson.core.util.BufferRecycler;
import com.fasterxml.jackson.core.util.RecyclerPool;
import java.util.ArrayDeque;

/**
 * Jackson's buffers for all users of one event loop. By itself Jackson gives each thread its own; each user is a thread, and 30 kB for each would be more than
 * all else that a user needs.
 */
final class LoopBuffers implements RecyclerPool<BufferRecycler> {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // nobody serialises it
    private final ArrayDeque<BufferRecycler> free = new ArrayDeque<>();

    @Override
    public BufferRecycler acquirePooled() {
        BufferRecycler known = free.pollLast();
        return known == null ? new BufferRecycler() : known;
    }

    @Override
    public void releasePooled(BufferRecycler buffers) {
        free.addLast(buffers);
    }
}
