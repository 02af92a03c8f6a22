package io.headroom.platform.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.headroom.telemetry.otlp.OtlpRequest;
import io.quarkus.runtime.StartupEvent;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Another receiver gets what was accepted, as it came. */
class ForwardingTest {
    private static final int MEBIBYTE = 1 << 20;

    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
    private final CountDownLatch answers = new CountDownLatch(1);
    private HttpServer receiver;
    private Forwarding forwarding;

    @BeforeEach
    void start() throws Exception {
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", call -> {
            int length = call.getRequestBody().readAllBytes().length;
            received.add("%s %s %s %d"
                    .formatted(
                            call.getRequestURI(),
                            call.getRequestHeaders().getFirst("Content-Type"),
                            call.getRequestHeaders().getFirst("Content-Encoding"),
                            length));
            try {
                answers.await();
            } catch (InterruptedException ending) {
                Thread.currentThread().interrupt();
            }
            call.sendResponseHeaders(200, -1);
            call.close();
        });
        receiver.start();
        forwarding = new Forwarding(
                new To(URI.create("http://127.0.0.1:" + receiver.getAddress().getPort() + "/")));
        forwarding.begin(new StartupEvent());
    }

    @AfterEach
    void stop() {
        answers.countDown();
        forwarding.close();
        receiver.stop(0);
    }

    @Test
    void requestsArePassedOnAsTheyCame_andDroppedWhereTheReceiverIsTooSlow() throws Exception {
        for (int i = 0; i < 20; i++) {
            forwarding.offer(OtlpSignal.TRACES, new OtlpRequest("application/x-protobuf", "gzip", new byte[MEBIBYTE]));
        }

        assertThat(received.poll(10, TimeUnit.SECONDS)).isEqualTo("/v1/traces application/x-protobuf gzip 1048576");
        assertThat(forwarding.counts().dropped()).isEqualTo(4);

        answers.countDown();
        for (int i = 0; i < 15; i++) {
            assertThat(received.poll(10, TimeUnit.SECONDS)).isNotNull();
        }
        forwarding.offer(OtlpSignal.METRICS, new OtlpRequest("application/json", null, new byte[2]));
        assertThat(received.poll(10, TimeUnit.SECONDS)).isEqualTo("/v1/metrics application/json null 2");
        assertThat(forwarding.counts().refused()).isZero();
    }

    @Test
    void whatNoRequestCanBeMadeOfIsDropped_andTheNextIsPassedOn() throws Exception {
        answers.countDown();
        forwarding.offer(OtlpSignal.TRACES, new OtlpRequest("application/json; x=\u0001", null, new byte[MEBIBYTE]));
        forwarding.offer(OtlpSignal.METRICS, new OtlpRequest("application/json", null, new byte[2]));

        assertThat(received.poll(10, TimeUnit.SECONDS)).isEqualTo("/v1/metrics application/json null 2");
        assertThat(forwarding.counts().dropped()).isEqualTo(1);
    }

    @Test
    void anAddressThatIsNoneOfHttpIsRefusedAtTheStart() {
        for (String address : List.of("collector:4318", "//collector:4318", "ftp://collector", "http:///v1")) {
            assertThatThrownBy(() -> new Forwarding(new To(URI.create(address))))
                    .hasMessage("HEADROOM_OTLP_FORWARD is \"" + address
                            + "\": it must be the address of a receiver, as http://collector:4318");
        }
    }

    private record To(URI receiver) implements OtlpSettings {
        @Override
        public Optional<String> expect() {
            return Optional.empty();
        }

        @Override
        public Optional<URI> forward() {
            return Optional.of(receiver);
        }

        @Override
        public int grpcPort() {
            return 0;
        }

        @Override
        public int retentionDays() {
            return 1;
        }
    }
}
