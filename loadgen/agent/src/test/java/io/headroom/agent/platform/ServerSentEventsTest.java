package io.headroom.agent.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.agent.platform.ServerSentEvents.Event;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ServerSentEventsTest {

    @Test
    void readsIdAndData() throws IOException {
        assertThat(events("id: 7\ndata: {\"a\":1}\n\n")).containsExactly(new Event("7", "{\"a\":1}"));
    }

    @Test
    void joinsDataLinesAndTakesOneBlankOff() throws IOException {
        assertThat(events("data:one\ndata:  two\ndata\n\n")).containsExactly(new Event("", "one\n two\n"));
    }

    @Test
    void skipsCommentsUnknownFieldsAndEventsWithoutData() throws IOException {
        assertThat(events(": heartbeat\n\nevent: run\nretry: 5\n\nid: 1\n\ndata: x\n\n"))
                .containsExactly(new Event("1", "x"));
    }

    @Test
    void deliversNothingThatTheEndCutOff() throws IOException {
        assertThat(events("data: whole\n\ndata: half\n")).containsExactly(new Event("", "whole"));
    }

    @Test
    void tellsOfEveryLineSoThatAHeartbeatCounts() throws IOException {
        var lines = new AtomicInteger();
        new ServerSentEvents(reader(": a\n: b\n"), lines::incrementAndGet).next();
        assertThat(lines).hasValue(2);
    }

    private static List<Event> events(String text) throws IOException {
        var stream = new ServerSentEvents(reader(text), () -> {});
        var events = new ArrayList<Event>();
        for (var event = stream.next(); event.isPresent(); event = stream.next()) {
            events.add(event.get());
        }
        return events;
    }

    private static BufferedReader reader(String text) {
        return new BufferedReader(new StringReader(text));
    }
}
