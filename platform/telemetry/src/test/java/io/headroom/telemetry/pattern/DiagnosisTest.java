package io.headroom.telemetry.pattern;

import static io.headroom.telemetry.trace.SpanSketch.span;
import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.telemetry.pattern.CallPattern.Certainty;
import io.headroom.telemetry.pattern.CallPattern.Kind;
import io.headroom.telemetry.pattern.CallPattern.Severity;
import io.headroom.telemetry.trace.Span;
import io.headroom.telemetry.trace.SpanSketch;
import io.headroom.telemetry.trace.Trace;
import io.headroom.telemetry.trace.TraceId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class DiagnosisTest {
    private static final String LIST = "select id from t where tag = ?";
    private static final String ONE = "select a from t where id = ?";
    private static final String STORE = "http://store/items/";

    /** A request of 100 ms, if nothing else is said; calls follow each other without a gap unless they say otherwise. */
    private static final class Request {
        private final TraceId trace;
        private final List<SpanSketch> spans = new ArrayList<>();
        private double at = 1;
        private long id = 1;

        Request(int number) {
            this(number, 100);
        }

        Request(int number, double millis) {
            trace = new TraceId(0x4800_0000_0000_0000L, number);
            spans.add(span(1, 0, millis).serves("GET", "/a").of(trace));
        }

        Request threeInARow() {
            return calls("GET", "http://a/x").calls("GET", "http://b/y").calls("GET", "http://c/z");
        }

        Request queries(int times, String statement) {
            return each(times, call -> call.queries(statement));
        }

        Request calls(String method, String url) {
            return each(1, call -> call.calls(method, url));
        }

        Request pause(double millis) {
            at += millis;
            return this;
        }

        Request atOnce(int times, String url) {
            for (int i = 0; i < times; i++) {
                spans.add(span(++id, at, at + 10).under(1).calls("GET", url + i).of(trace));
            }
            at += 10;
            return this;
        }

        Request each(int times, Consumer<SpanSketch> shape) {
            for (int i = 0; i < times; i++) {
                SpanSketch call = span(++id, at, at + 10).under(1).of(trace);
                shape.accept(call);
                spans.add(call);
                at += 10;
            }
            return this;
        }

        /** Each below a span of a repository's method. */
        Request throughRepository(int times, String statement) {
            for (int i = 0; i < times; i++) {
                long method = ++id;
                spans.add(span(method, at, at + 10).under(1).of(trace));
                spans.add(
                        span(++id, at, at + 9).under(method).queries(statement).of(trace));
                at += 10;
            }
            return this;
        }

        Trace build() {
            return SpanSketch.trace(spans.toArray(SpanSketch[]::new));
        }
    }

    @TestFactory
    Stream<DynamicTest> nPlusOne() {
        return Stream.of(
                finds(
                        "five queries after the one for the list",
                        Kind.N_PLUS_ONE,
                        r -> r.queries(1, LIST).queries(5, ONE)),
                finds(
                        "through a repository",
                        Kind.N_PLUS_ONE,
                        r -> r.queries(1, LIST).throughRepository(6, ONE)),
                finds("by HTTP", Kind.N_PLUS_ONE, r -> {
                    r.queries(1, LIST);
                    for (int i = 0; i < 5; i++) {
                        r.calls("GET", STORE + i);
                    }
                }),
                finds("literals in the statements", Kind.N_PLUS_ONE, r -> {
                    r.queries(1, LIST);
                    for (int i = 0; i < 5; i++) {
                        r.queries(1, "select a from t where id = " + i);
                    }
                }),
                findsNothing("four are few", r -> r.queries(1, LIST).queries(4, ONE)),
                findsNothing("nothing before them gave a list", r -> r.queries(5, ONE)),
                findsNothing("side by side", r -> r.queries(1, LIST).atOnce(6, STORE)),
                findsNothing("one query", r -> r.queries(1, LIST)),
                findsNothing("different statements", r -> {
                    for (int i = 0; i < 6; i++) {
                        r.queries(1, "select a from t" + (char) ('a' + i) + " where id = ?");
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> redundantCalls() {
        return Stream.of(
                finds(
                        "one reference twice",
                        Kind.REDUNDANT_CALL,
                        r -> r.calls("GET", STORE + "7").calls("GET", STORE + "7")),
                finds(
                        "a statement with its values twice",
                        Kind.REDUNDANT_CALL,
                        r -> r.each(2, call -> call.queries(ONE).with("db.query.parameter.0", "7"))),
                finds("a statement without any", Kind.REDUNDANT_CALL, r -> r.queries(2, "select max(a) from t")),
                finds(
                        "three posts of which nothing else is known",
                        Kind.REDUNDANT_CALL,
                        r -> r.calls("POST", STORE).calls("POST", STORE).calls("POST", STORE)),
                findsNothing(
                        "other parameters", r -> r.calls("GET", STORE + "7?x=1").calls("GET", STORE + "7?x=2")),
                findsNothing(
                        "other values",
                        r -> r.each(1, call -> call.queries(ONE).with("db.query.parameter.0", "7"))
                                .each(1, call -> call.queries(ONE).with("db.query.parameter.0", "8"))),
                findsNothing("values that nobody sees", r -> r.queries(3, ONE)),
                findsNothing(
                        "a retry after a failure",
                        r -> r.each(1, call -> call.calls("GET", STORE + "7").failed("503"))
                                .calls("GET", STORE + "7")),
                findsNothing(
                        "read again after a write",
                        r -> r.queries(1, "select max(a) from t")
                                .queries(1, "update t set a = ?")
                                .queries(1, "select max(a) from t")),
                findsNothing("two posts", r -> r.calls("POST", STORE).calls("POST", STORE)),
                findsNothing("posts of other sizes", r -> {
                    for (long size = 1; size <= 3; size++) {
                        long bytes = size;
                        r.each(1, call -> call.calls("POST", STORE).with("http.request.body.size", bytes));
                    }
                }),
                findsNothing("writes", r -> r.queries(3, "insert into log values (now())")));
    }

    @TestFactory
    Stream<DynamicTest> serialCalls() {
        return Stream.of(
                finds(
                        "three readings of different services",
                        Kind.SERIAL_CALLS,
                        r -> r.calls("GET", "http://a/x")
                                .calls("GET", "http://b/y")
                                .calls("GET", "http://c/z")),
                finds(
                        "three of one service",
                        Kind.SERIAL_CALLS,
                        r -> r.calls("GET", STORE + 1).calls("GET", STORE + 2).calls("GET", STORE + 3)),
                findsNothing("two", r -> r.calls("GET", "http://a/x").calls("GET", "http://b/y")),
                findsNothing("side by side", r -> r.atOnce(3, STORE)),
                findsNothing(
                        "work between them",
                        r -> r.calls("GET", "http://a/x")
                                .pause(5)
                                .calls("GET", "http://b/y")
                                .pause(5)
                                .calls("GET", "http://c/z")),
                findsNothing(
                        "one of them writes",
                        r -> r.calls("GET", "http://a/x")
                                .calls("POST", "http://b/y")
                                .calls("GET", "http://c/z")),
                findsNothing(
                        "queries of one transaction",
                        r -> r.queries(1, LIST).queries(1, ONE).queries(1, "select b from u where id = ?")),
                findsNothing(
                        "a query between them, which may need the answer",
                        r -> r.calls("GET", "http://a/x")
                                .calls("GET", "http://b/y")
                                .queries(1, ONE)
                                .calls("GET", "http://c/z")));
    }

    @Test
    void aHypothesisIsRefutedByOneTraceWithoutIt() {
        Trace three = new Request(1)
                .calls("GET", "http://a/x")
                .calls("GET", "http://b/y")
                .calls("GET", "http://c/z")
                .build();
        Trace again = new Request(2)
                .calls("GET", "http://a/x")
                .calls("GET", "http://b/y")
                .calls("GET", "http://c/z")
                .build();
        Trace stopped = new Request(3).calls("GET", "http://a/x").build();

        assertThat(Diagnosis.of(List.of(three, again))).hasSize(1);
        assertThat(Diagnosis.of(List.of(three, again, stopped))).isEmpty();
    }

    @Test
    void ofFourTracesOneMayBeDisturbed_twoRefuteAHypothesis() {
        List<Trace> traces = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            traces.add(new Request(i).threeInARow().build());
        }
        traces.add(disturbed(4));
        assertThat(Diagnosis.of(traces))
                .singleElement()
                .satisfies(pattern -> assertThat(pattern.kind()).isEqualTo(Kind.SERIAL_CALLS));

        traces.add(disturbed(5));
        assertThat(Diagnosis.of(traces)).isEmpty();
    }

    private static Trace disturbed(int number) {
        return new Request(number)
                .calls("GET", "http://a/x")
                .pause(5)
                .calls("GET", "http://b/y")
                .calls("GET", "http://c/z")
                .build();
    }

    @Test
    void callsInARowCostATenthInTheMean_aRequestThatQueuedDoesNotRefuteThem() {
        Trace first = new Request(1).threeInARow().build();
        Trace second = new Request(2).threeInARow().build();
        Trace queued = new Request(3, 1_000).threeInARow().build();
        Trace queuedToo = new Request(4, 1_000).threeInARow().build();

        assertThat(Diagnosis.of(List.of(first, second, queued)))
                .singleElement()
                .satisfies(pattern -> assertThat(pattern.statement()).endsWith("20.0 ms of a request, 14 % of it"));
        assertThat(Diagnosis.of(List.of(queued, queuedToo))).as("2 % of each").isEmpty();
    }

    @Test
    void oneTraceMayBeByChance() {
        Trace once = new Request(1).queries(1, LIST).queries(5, ONE).build();
        Trace without = new Request(2).queries(1, LIST).build();

        assertThat(Diagnosis.of(List.of(once, once))).isEmpty();
        assertThat(Diagnosis.of(List.of(once, without))).isEmpty();
    }

    @Test
    void aRequestThatFailedSaysNothing() {
        List<Trace> failed = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            TraceId id = new TraceId(0x4800_0000_0000_0000L, i);
            failed.add(SpanSketch.trace(
                    span(1, 0, 100).serves("GET", "/a").failed("500").of(id),
                    span(2, 1, 9).under(1).calls("GET", STORE + "7").of(id),
                    span(3, 9, 20).under(1).calls("GET", STORE + "7").of(id)));
        }

        assertThat(Diagnosis.of(failed)).isEmpty();
    }

    @Test
    void aPatternTellsWhoWhatHowOftenAndWhatItCosts() {
        List<Trace> traces = List.of(
                new Request(1).queries(1, LIST).queries(8, ONE).build(),
                new Request(2).queries(1, LIST).queries(8, ONE).build());

        assertThat(Diagnosis.of(traces)).singleElement().satisfies(pattern -> {
            assertThat(pattern.kind().id()).isEqualTo("n-plus-one");
            assertThat(pattern.severity()).isEqualTo(Severity.HIGH);
            assertThat(pattern.certainty()).isEqualTo(Certainty.SEEN);
            assertThat(pattern.statement())
                    .isEqualTo(
                            "GET /a of shop asks 8 times one after the other for what one call could bring: select a from t where id = ? (postgresql shop); 70.0 ms of a request, 70 % of it");
            assertThat(pattern.traces()).hasSize(2);
        });
    }

    @Test
    void aServiceWithinATraceIsJudgedByItself() {
        List<Trace> traces = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            TraceId id = new TraceId(0x4800_0000_0000_0000L, i);
            List<SpanSketch> spans = new ArrayList<>(List.of(
                    span(1, 0, 100).serves("GET", "/a").of(id),
                    span(2, 0, 100).under(1).calls("GET", "http://other/b").of(id),
                    span(3, 0, 100)
                            .under(2)
                            .serves("GET", "/b")
                            .at("other", "o-1")
                            .of(id),
                    span(4, 0, 10).under(3).queries(LIST).at("other", "o-1").of(id)));
            for (int k = 0; k < 5; k++) {
                spans.add(span(10 + k, 10 + k * 10, 20 + k * 10)
                        .under(3)
                        .queries(ONE)
                        .at("other", "o-1")
                        .of(id));
            }
            traces.add(SpanSketch.trace(spans.toArray(SpanSketch[]::new)));
        }

        assertThat(Diagnosis.of(traces)).singleElement().satisfies(pattern -> {
            assertThat(pattern.service()).isEqualTo("other");
            assertThat(pattern.request()).isEqualTo("GET /b");
        });
    }

    private static DynamicTest finds(String name, Kind kind, Consumer<Request> shape) {
        return DynamicTest.dynamicTest(
                "found: " + name,
                () -> assertThat(patterns(shape)).extracting(CallPattern::kind).containsExactly(kind));
    }

    private static DynamicTest findsNothing(String name, Consumer<Request> shape) {
        return DynamicTest.dynamicTest(
                "not found: " + name, () -> assertThat(patterns(shape)).isEmpty());
    }

    private static List<CallPattern> patterns(Consumer<Request> shape) {
        List<Trace> traces = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Request request = new Request(i);
            shape.accept(request);
            traces.add(request.build());
        }
        assertThat(traces).allMatch(trace -> trace.span(trace.root()).kind() == Span.Kind.SERVER);
        return Diagnosis.of(traces);
    }
}
