package io.headroom.engine;

import io.headroom.engine.http.Origin;
import io.headroom.engine.http.RequestHead;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The connections of one event loop to one origin. An exchange takes the connection that was freed last; if none is free another is opened, up to a bound,
 * and the exchange waits in line for whichever comes first. Its due time waits with it. A connection that carries several exchanges (HTTP/2) gives way to
 * the next, and gets company, long before it is full, because servers and balancers spread connections, not what they carry.
 */
final class Connections {
    /** More at a time would overrun the target's queue of connections not accepted yet, which costs whole seconds. */
    private static final int OPENING_MAX = 100;
    /** A handshake takes the loop milliseconds, in which more requests fall due than a new connection takes on; those that are there take on most of them. */
    private static final int HANDSHAKES_MAX = 10;

    private final Loop loop;
    private final EndPoint endPoint;
    private final long timeoutNanos;
    private final int max;

    private final List<Connection> all = new ArrayList<>();
    private final ArrayDeque<Connection> free = new ArrayDeque<>();
    private final ArrayDeque<Exchange> waiting = new ArrayDeque<>();
    private @Nullable Opening opener;
    private @Nullable Consumer<Optional<OpeningFailure>> reaching;
    private int ahead;
    private @Nullable Runnable aheadIsDone;
    private boolean findingRoute;
    private int opening;
    private int openingMax = OPENING_MAX;
    private boolean exhausted;
    private boolean spreading = true;
    private boolean closed;

    Connections(Loop loop, EndPoint endPoint, int max) {
        this.loop = loop;
        this.endPoint = endPoint;
        this.timeoutNanos = endPoint.timeout().toNanos();
        this.max = max;
        if (endPoint.route() != null) {
            use(endPoint.route());
        }
    }

    Loop loop() {
        return loop;
    }

    Origin origin() {
        return endPoint.origin();
    }

    /** The headers that every request here carries. */
    RequestHead head() {
        return endPoint.head();
    }

    /** Opens a connection to see whether there can be one, tells how that ended, and keeps it for whoever comes first. */
    void reach(Consumer<Optional<OpeningFailure>> told) {
        reaching = told;
        opening++;
        Objects.requireNonNull(opener, "a route").begin();
    }

    /**
     * Opens connections before anybody waits for them, until there are so many or as many as there may be; one that cannot be opened ends it. Does nothing
     * where one connection may be enough.
     *
     * @param done run when that is over, well or not
     */
    void openAhead(int count, Runnable done) {
        aheadIsDone = done;
        ahead = carrySeveral() ? 0 : Math.min(count, max);
        openWanted();
        tellAhead();
    }

    /** Leaves it at what there is. */
    void stopOpeningAhead() {
        ahead = 0;
        tellAhead();
    }

    private void tellAhead() {
        Runnable done = aheadIsDone;
        if (done != null && all.size() >= ahead) {
            ahead = 0;
            aheadIsDone = null;
            done.run();
        }
    }

    /** Whether each may carry several exchanges at a time. */
    boolean carrySeveral() {
        return openingMax == 1;
    }

    /** Whether somebody waits for a connection. */
    boolean isAwaited() {
        return !waiting.isEmpty();
    }

    void send(Exchange exchange) {
        for (Connection next = free.pollLast(); next != null; next = free.pollLast()) {
            if (next.isOpen()) {
                next.send(exchange);
                if (next.hasRoom()) {
                    keepOrGiveWay(next);
                }
                return;
            }
        }
        waiting.add(exchange);
        exhausted |= all.size() + opening >= max;
        openWanted();
    }

    /** Sends once more what a connection that was closed meanwhile did not answer; not on another that has been idle as long, if there is room. */
    void sendAgain(Exchange exchange) {
        waiting.addFirst(exchange);
        openWanted();
    }

    /** Fails what has taken longer than the target's timeout. */
    void failLate(long now) {
        waiting.removeIf(exchange -> {
            boolean late = exchange.isLate(now, timeoutNanos);
            if (late) {
                exchange.failed("timeout", "no connection to " + origin() + " within the timeout");
            }
            return late;
        });
        for (int i = all.size() - 1; i >= 0; i--) {
            all.get(i).failLate(now, timeoutNanos);
        }
    }

    /** Empties the line, when everything is being cut off. */
    void forgetWaiting() {
        waiting.clear();
    }

    /** Whether the bound on connections was reached since the last call. */
    boolean takeExhausted() {
        boolean was = exhausted;
        exhausted = false;
        return was;
    }

    void close() {
        closed = true;
        for (Connection connection : List.copyOf(all)) {
            connection.fail("connection-closed", "the session was closed");
        }
    }

    void left(Connection connection) {
        int position = connection.position;
        if (position < 0) {
            return;
        }
        Connection last = all.removeLast();
        if (last != connection) {
            all.set(position, last);
            last.position = position;
        }
        connection.position = -1;
        free.remove(connection);
        stopOpeningAhead(); // or a target that closes at once would be asked again and again
        openWanted();
    }

    /** A connection is there and, if its origin is secure, has shaken hands. */
    void opened(Connection connection) {
        opening--;
        if (closed) {
            connection.fail("connection-closed", "the session was closed");
        } else {
            openingMax = connection instanceof Http1Connection ? openingMaxOfHttp1() : 1;
            connection.position = all.size();
            all.add(connection);
            free(connection);
            openWanted();
            tellReached(Optional.empty());
            tellAhead();
        }
        loop.drain();
    }

    void notOpened(OpeningFailure failure) {
        opening--;
        spreading &= all.isEmpty();
        Exchange first = waiting.poll();
        if (first != null) {
            first.failed(failure.kind(), "cannot connect to " + origin() + ": " + failure.reason());
        }
        stopOpeningAhead();
        openWanted();
        tellReached(Optional.of(failure));
        loop.drain();
    }

    private void tellReached(Optional<OpeningFailure> failure) {
        Consumer<Optional<OpeningFailure>> told = reaching;
        if (told != null) {
            reaching = null;
            told.accept(failure);
        }
    }

    /** It can carry another exchange. Whoever waits is sent when users have run, because one of them may yet read the head of the last answer here. */
    void free(Connection connection) {
        free.addLast(connection);
        sendNextOfWaiting();
    }

    /** It carries an exchange, and can carry more. Few connections that carry much cost less than many that carry little; so it is next again until it is busy. */
    private void keepOrGiveWay(Connection connection) {
        if (isBusy(connection)) {
            free.addFirst(connection);
        } else {
            free.addLast(connection);
        }
        sendNextOfWaiting();
        boolean wanted = spreading && isBusy(free.peekLast());
        if (wanted && opener != null && !closed && opening == 0 && all.size() < max) {
            opening++;
            opener.begin();
        }
    }

    private static boolean isBusy(@Nullable Connection connection) {
        return connection instanceof Http2Connection several && several.isBusy();
    }

    private void sendNextOfWaiting() {
        Exchange next = waiting.poll();
        if (next != null) {
            loop.submit(next);
        }
    }

    private void openWanted() {
        int wanted = Math.max(Math.min(waiting.size(), openingMax), Math.min(ahead - all.size(), OPENING_MAX));
        if (opener == null && wanted > 0) {
            findRoute();
            return;
        }
        while (opener != null && !closed && opening < wanted && all.size() + opening < max) {
            opening++;
            opener.begin();
        }
    }

    /** Where one connection may turn out to be enough, others are not opened before it is known. */
    private void use(Route route) {
        opener = new Opening(this, endPoint, route);
        openingMax = route.maySpeakHttp2() ? 1 : openingMaxOfHttp1();
    }

    private int openingMaxOfHttp1() {
        return origin().isSecure() ? HANDSHAKES_MAX : OPENING_MAX;
    }

    private void findRoute() {
        if (!findingRoute && !closed) {
            findingRoute = true;
            endPoint.routes()
                    .findAside(origin())
                    .whenCompleteAsync(this::routeFound, loop.eventLoop())
                    .exceptionally(failure -> null); // told to those who wait
        }
    }

    private void routeFound(@Nullable Route route, @Nullable Throwable failure) {
        findingRoute = false;
        int waited = waiting.size();
        if (route != null) {
            use(route);
            openWanted();
        } else if (failure != null) {
            Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
            OpeningFailure reason = OpeningFailure.of(cause == null ? failure : cause);
            for (int i = 0; i < waited; i++) {
                waiting.remove().failed(reason.kind(), "cannot connect to " + origin() + ": " + reason.reason());
            }
        }
        loop.drain();
    }
}
