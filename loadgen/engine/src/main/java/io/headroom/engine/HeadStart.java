package io.headroom.engine;

import io.headroom.engine.schedule.RateProfile;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Opens the connections that a load's first arrivals will need, before they are due. To open one takes the loop longer than to send many requests, so
 * otherwise all who are due in a load's first milliseconds would wait for it, at no fault of the target's.
 *
 * <p>By Little's law a rate times the time for which a request holds its connection is how many of them are held. Loops begin what is due once a
 * millisecond, so that one more tick's worth come in the same moment; twice as many leave room for chance. In the closed model users join one after the
 * other, and need none of this.
 */
final class HeadStart {
    private static final double TICK_SECONDS = 1e-3;
    private static final double MARGIN = 2;
    private static final int CONNECTIONS_MOST = 1_000;
    private static final long PATIENCE_MILLIS = 1_000;

    private final List<Lane> lanes;

    HeadStart(List<Lane> lanes) {
        this.lanes = lanes;
    }

    /**
     * Returns when they are open, or after a second. A target that refuses is told of by the arrivals themselves.
     *
     * @param requests due on all these lanes together
     * @param answerSeconds how long an answer takes
     */
    void before(RateProfile requests, double answerSeconds) throws SessionException {
        double perLane = requests.first() / lanes.size();
        int count = connections(perLane, answerSeconds);
        var open = new CountDownLatch(lanes.size());
        for (Lane lane : lanes) {
            Connections home = lane.origins().home();
            lane.loop().eventLoop().execute(() -> home.openAhead(count, open::countDown));
        }
        try {
            if (!open.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
                lanes.forEach(
                        lane -> lane.loop().eventLoop().execute(lane.origins().home()::stopOpeningAhead));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SessionException(Fault.PLATFORM, "The thread that drives the load was interrupted.");
        }
    }

    static int connections(double requestsPerSecond, double answerSeconds) {
        double held = requestsPerSecond * (answerSeconds + TICK_SECONDS);
        return (int) Math.min(Math.ceil(MARGIN * held), CONNECTIONS_MOST);
    }
}
