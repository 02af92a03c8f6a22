package io.headroom.engine;

import io.headroom.engine.http.MessageText;
import io.headroom.engine.http.ResponseHead;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Writes down what the users of one event loop say and are told. The loop writes; another thread may read along. */
final class Transcript {

    private record Said(String request, long sent, String response, long ended) {}

    private final MessageText text;
    private final Map<Exchange, Said> underWay = new HashMap<>();
    private final Queue<Exchanged> finished = new ConcurrentLinkedQueue<>();

    /** @param hidden names of headers that are secrets */
    Transcript(Set<String> hidden) {
        this.text = new MessageText(hidden);
    }

    void asked(Exchange exchange, byte[] message) {
        underWay.put(exchange, new Said(text.of(message), Loop.now(), "", 0));
    }

    void answered(Exchange exchange, ResponseHead head, byte[] body) {
        underWay.computeIfPresent(
                exchange,
                (same, said) -> new Said(said.request(), said.sent(), text.of(head.text(), body), Loop.now()));
    }

    /** The exchange is over, or goes on elsewhere. */
    void ended(Exchange exchange, @Nullable String failure) {
        Said said = underWay.remove(exchange);
        if (said == null) {
            finished.add(new Exchanged(exchange.toString(), "", "", Duration.ZERO, failure));
            return;
        }
        long nanos = (said.ended() == 0 ? Loop.now() : said.ended()) - said.sent();
        finished.add(
                new Exchanged(exchange.toString(), said.request(), said.response(), Duration.ofNanos(nanos), failure));
    }

    /** Hands over what is finished. */
    void tell(Consumer<Exchanged> told) {
        for (Exchanged next = finished.poll(); next != null; next = finished.poll()) {
            told.accept(next);
        }
    }
}
