package io.headroom.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.headroom.engine.data.RandomSource;
import io.headroom.engine.data.UniqueValues;
import io.headroom.engine.data.Zipf;
import io.headroom.engine.http.RequestHead;
import io.headroom.engine.http.RequestName;
import io.headroom.engine.http.TraceIdentity;
import io.headroom.engine.scenario.JourneyKind;
import io.headroom.engine.schedule.JourneyMix;
import io.headroom.engine.schedule.Spacing;
import java.lang.reflect.Method;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What users draw: unique values, ranks, journeys of the mix, trace ids. */
class ValuesTest {

    @Test
    void uniqueValuesNeverRepeatAcrossAgentsLoopsAndRuns() {
        Set<String> runs = new HashSet<>();
        for (String run : List.of("monday", "tuesday")) {
            long[] drawn = new long[4 * 1_000_000]; // two agents of two loops, a million each
            String first = new UniqueValues(1, run, 0, 4).next("n").substring(2, 12);
            for (int stripe = 0; stripe < 4; stripe++) {
                var values = new UniqueValues(1, run, stripe, 4);
                for (int i = 0; i < 1_000_000; i++) {
                    String value = values.next("n");
                    if (!value.startsWith(first, 2)) {
                        throw new AssertionError(value + " is not of run " + first);
                    }
                    drawn[stripe * 1_000_000 + i] = Long.parseLong(value, 12, 20, 32);
                }
            }
            Arrays.sort(drawn);
            for (int i = 1; i < drawn.length; i++) {
                if (drawn[i] == drawn[i - 1]) {
                    throw new AssertionError("drawn twice: " + Long.toString(drawn[i], 32));
                }
            }
            runs.add(first);
        }
        assertThat(runs).as("no value of one run can be another's").hasSize(2);
        assertThat(new UniqueValues(1, "run", 0, 1).next("n")).matches("n-[0-9a-v]{18}");
    }

    @Test
    void theMixBehindRandomNumbersIsABijection() {
        // each step of the mix is undone here, so no two inputs can share an output
        var random = new RandomSource(7);
        for (int i = 0; i < 10_000; i++) {
            long value = random.nextLong();
            assertThat(unmix(RandomSource.mix(value))).isEqualTo(value);
        }
    }

    @Test
    void uniqueValuesAreReplayedBySeedAndRunOnly() {
        var replayed = new UniqueValues(1, "run", 3, 8);
        var values = new UniqueValues(1, "run", 3, 8);
        for (int i = 0; i < 1_000; i++) {
            assertThat(replayed.next("a")).isEqualTo(values.next("a"));
        }
        assertThat(new UniqueValues(1, "run", 3, 8).next("a")).isNotEqualTo(new UniqueValues(1, "nur", 3, 8).next("a"));
        assertThat(new UniqueValues(1, "run", 3, 8).next("a")).isNotEqualTo(new UniqueValues(2, "run", 3, 8).next("a"));
    }

    @Test
    void zipfRanksFollowTheirLaw() {
        var zipf = new Zipf(1_000);
        int[] counts = new int[1_001];
        var random = new RandomSource(1);
        for (int i = 0; i < 1_000_000; i++) {
            counts[zipf.rank(random.nextDouble())]++;
        }
        assertThat(zipf.rank(0)).isEqualTo(1);
        assertThat(zipf.rank(Math.nextDown(1.0))).isEqualTo(1_000);
        assertThat((double) counts[1] / counts[2]).isCloseTo(2, within(0.05));
        assertThat((double) counts[1] / counts[10]).isCloseTo(10, within(0.5));
        assertThat(counts[1] / 1e6).isCloseTo(1 / 7.4855, within(0.003));
    }

    @ParameterizedTest
    @EnumSource
    void theMixKeepsItsShares(Spacing spacing) throws Exception {
        Method any = Object.class.getMethod("hashCode");
        var mix =
                new JourneyMix(List.of(new JourneyKind("a", 0, any, 70), new JourneyKind("b", 1, any, 30)), spacing, 9);
        long second = java.util.stream.LongStream.range(0, 10_000)
                .filter(k -> mix.journeyOf(k) == 1)
                .count();
        assertThat(second)
                .isBetween(spacing == Spacing.EVEN ? 2_995L : 2_850L, spacing == Spacing.EVEN ? 3_005L : 3_150L);
    }

    @Test
    void traceIdsCarryRunAndStepAndStayRandomBelow() throws Exception {
        var traces = new TraceIdentity("run-1", new RandomSource(1));
        traces.step(0x0102);
        String first = new String(traces.next());
        String second = new String(traces.next());
        String run =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest("run-1".getBytes()), 0, 6);
        assertThat(first)
                .matches("00-48" + run + "0102[0-9a-f]{14}-[0-9a-f]{16}-03")
                .startsWith("00-484e65d3fbe8ad0102") // the example of docs/telemetry.md
                .hasSize(55);
        assertThat(first.substring(21, 35)).isNotEqualTo(second.substring(21, 35));
        assertThat(first.substring(0, 21)).isEqualTo(second.substring(0, 21));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.01, 0.5, 1})
    void theShareOfSampledTracesIsKeptWithoutBias(double share) {
        var traces = new TraceIdentity("run-1", new RandomSource(5));
        traces.sample(share);
        int sampled = 0;
        for (int i = 0; i < 200_000; i++) {
            sampled += traces.next()[54] == '3' ? 1 : 0;
        }
        assertThat((double) sampled).isCloseTo(200_000 * share, within(4 * Math.sqrt(200_000 * share * (1 - share))));
    }

    @Test
    void aPathIsATemplateWhoseValuesAreEncoded() {
        var name = new RequestName(0, "", "GET", "/base", "/profiles/{id}?tag={tag}");
        var out = io.netty.buffer.Unpooled.buffer();
        name.writeRequestLine(out, name.texts(new Object[] {"a/b c", "ä&=1"}));
        assertThat(out.toString(java.nio.charset.StandardCharsets.US_ASCII))
                .isEqualTo("GET /base/profiles/a%2Fb%20c?tag=%C3%A4%26%3D1 HTTP/1.1\r\n");
        assertThat(name).hasToString("GET /profiles/{id}?tag={tag}");
        assertThatThrownBy(() -> name.texts(new Object[] {"one"})).hasMessageContaining("2 placeholders");
        assertThatThrownBy(() -> new RequestName(0, "", "GET", "", "profiles")).hasMessageContaining("slash");
        assertThatThrownBy(() -> new RequestName(0, "", "GET", "", "/a b")).hasMessageContaining("placeholder");
    }

    @Test
    void headersCannotSmuggleLines() {
        assertThatThrownBy(() -> RequestHead.line("x", "1\r\nevil: 2")).hasMessageContaining("does not allow");
        assertThatThrownBy(() -> RequestHead.line("x y", "1")).hasMessageContaining("not a header's name");
    }

    private static long unmix(long mixed) {
        long z = mixed ^ (mixed >>> 31) ^ (mixed >>> 62);
        z *= inverse(0x94D049BB133111EBL);
        z = z ^ (z >>> 27) ^ (z >>> 54);
        z *= inverse(0xBF58476D1CE4E5B9L);
        return z ^ (z >>> 30) ^ (z >>> 60);
    }

    /** Of an odd number modulo 2⁶⁴, by Newton's iteration. */
    private static long inverse(long odd) {
        long inverse = odd;
        for (int i = 0; i < 6; i++) {
            inverse *= 2 - odd * inverse;
        }
        return inverse;
    }
}
