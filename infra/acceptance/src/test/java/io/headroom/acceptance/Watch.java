package io.headroom.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.protocol.run.RunEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What happens in a run, as its event stream tells it. */
final class Watch implements AutoCloseable {

    private static final String DATA = "data:";

    private final List<RunEvent> events = new ArrayList<>();
    private final Stream<String> lines;

    private Watch(Stream<String> lines) {
        this.lines = lines;
    }

    static Watch of(Platform platform, String run) {
        HttpRequest request = HttpRequest.newBuilder(platform.url().resolve("/api/runs/" + run + "/events"))
                .header("Accept", "text/event-stream")
                .build();
        try {
            Watch watch = new Watch(
                    Platform.HTTP.send(request, BodyHandlers.ofLines()).body());
            Thread.ofVirtual().name("watch " + run).start(watch::read);
            return watch;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stop) {
            throw new AssertionError(stop);
        }
    }

    private void read() {
        try {
            lines.filter(line -> line.startsWith(DATA))
                    .map(line -> Json.read(line.substring(DATA.length()), RunEvent.class))
                    .forEach(this::add);
        } catch (UncheckedIOException ended) {
            // The platform was killed, or the test is over.
        }
    }

    private synchronized void add(RunEvent event) {
        events.add(event);
        notifyAll();
    }

    /** The first event of that type that is so, whether it has happened already or is still to come. */
    synchronized <T extends RunEvent> T await(Class<T> type, Predicate<T> matches, Duration limit) {
        long deadlineNanos = System.nanoTime() + limit.toNanos();
        int seen = 0;
        while (true) {
            for (; seen < events.size(); seen++) {
                RunEvent event = events.get(seen);
                if (type.isInstance(event) && matches.test(type.cast(event))) {
                    return type.cast(event);
                }
            }
            long leftMillis = (deadlineNanos - System.nanoTime()) / 1_000_000;
            assertThat(leftMillis)
                    .as("a %s in time; there were %s", type.getSimpleName(), events)
                    .isPositive();
            try {
                wait(leftMillis);
            } catch (InterruptedException stop) {
                throw new AssertionError(stop);
            }
        }
    }

    synchronized long last() {
        return events.isEmpty() ? 0 : events.getLast().sequence();
    }

    /** A load step of one instance is under way: the agent reports figures. */
    RunEvent.Progress awaitLoad(long after) {
        return await(RunEvent.Progress.class, event -> event.sequence() > after, Duration.ofSeconds(120));
    }

    @Override
    public void close() {
        lines.close();
    }
}
