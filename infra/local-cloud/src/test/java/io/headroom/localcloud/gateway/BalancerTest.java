package io.headroom.localcloud.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BalancerTest {

    private final Vertx vertx = Vertx.vertx();
    private final Balancer balancer = new Balancer(vertx.createHttpClient());

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void equalInstancesGetEqualShares() {
        serve(3);
        assertThat(shares(300)).isEqualTo(Map.of("i-1", 100L, "i-2", 100L, "i-3", 100L));
    }

    @Test
    void anUnevenOneGivesHalfOfAllToTheFirst() {
        balancer.beUneven(true);
        serve(3);
        assertThat(shares(400)).isEqualTo(Map.of("i-1", 200L, "i-2", 100L, "i-3", 100L));
    }

    @Test
    void oneInstanceGetsEverythingEitherWay() {
        balancer.beUneven(true);
        serve(1);
        assertThat(shares(10)).isEqualTo(Map.of("i-1", 10L));
        serve(0);
        assertThat(balancer.next()).isNull();
    }

    private void serve(int instances) {
        balancer.serve(IntStream.rangeClosed(1, instances)
                .mapToObj(number -> new Origin("i-" + number, "127.0.0.1", number))
                .toList());
    }

    private Map<String, Long> shares(int requests) {
        return Stream.generate(
                        () -> Objects.requireNonNull(balancer.next()).origin().id())
                .limit(requests)
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }
}
