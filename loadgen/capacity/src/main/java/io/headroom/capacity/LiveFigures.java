package io.headroom.capacity;

import io.headroom.capacity.StepRecorder.Summary;
import io.headroom.protocol.fleet.Frame;
import java.util.Optional;

/** What the frames of one load step say while it goes on. They come in bunches, so rates refer to the load time that a frame is about, not to when it came. */
public final class LiveFigures {

    private static final double MILLIS_PER_SECOND = 1000.0;

    private int latestWindow = -1;

    /** @return empty if nothing was answered, or no new load time began: a row of zeros would look like an outage */
    public Optional<Summary> of(Frame frame) {
        double seconds = 0;
        int before = latestWindow;
        for (Frame.Window window : frame.windows()) {
            latestWindow = Math.max(latestWindow, window.index());
            seconds = (latestWindow - before) * window.millis() / MILLIS_PER_SECOND;
        }
        Summary latest = StepRecorder.of(frame, seconds);
        return seconds == 0 || latest.completed() + latest.failed() == 0 ? Optional.empty() : Optional.of(latest);
    }
}
