package io.headroom.agent.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headroom.agent.CommandFailure;
import io.headroom.agent.ExitCode;
import io.headroom.agent.objective.Outcome.Answer;
import io.headroom.agent.quantity.Setting;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ObjectiveTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            p95<200ms                        | p95                        | 200
            p99.9 <= 1.5s                    | p99.9                      | 1500
            max<2s                           | max                        | 2000
            mean<500us                       | mean                       | 0.5
            service.p99<50ms                 | service.p99                | 50
            LAG.P50<1ms                      | lag.p50                    | 1
            p95(GET /profiles/{id})<50ms     | p95(GET /profiles/{id})    | 50
            p95(GET /a,b(c))<50ms            | p95(GET /a,b(c))           | 50
            errors<1%                        | errors                     | 0.01
            errors(checkout)<=0              | errors(checkout)           | 0
            rate>=5700/min                   | rate                       | 95
            rate(GET /x)>9/s                 | rate(GET /x)               | 9
            """)
    void anObjectiveIsReadAsItIsMeant(String text, String metric, double limit) {
        Objective objective = parse(text).getFirst();

        assertThat(objective.metric().text()).isEqualTo(metric);
        assertThat(objective.limit()).isEqualTo(limit);
    }

    @Test
    void severalAreSeparatedByCommas_outsideOfNames() {
        assertThat(parse("p95<200ms, p99(GET /a,b)<1s,errors<1%")).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            p95<200        | its time needs a unit, as in p95<200ms
            p95>200ms      | latencies and errors have an upper limit
            rate<10/s      | a rate has a lower limit
            rate>=10/x     | '10/x' is not a rate such as 100/s, 6000/min
            p100<1s        | a percentile between p0 and p100
            p95<1 parsec   | is not a time such as 30s
            errors<150%    | a share lies between
            errors<lots    | limited by a share
            service.errors<1% | is not an objective such as
            quick          | is not an objective such as
            """)
    void whatIsNoObjective_endsInASentenceThatNamesIt(String text, String sentence) {
        assertThatThrownBy(() -> parse(text)).isInstanceOfSatisfying(CommandFailure.class, failure -> {
            assertThat(failure.exitCode()).isEqualTo(ExitCode.USAGE);
            assertThat(failure).hasMessageContaining("--objective").hasMessageContaining(sentence);
        });
    }

    @Test
    void aLimitThatIsKept_isMet_andOneThatIsNot_isMissed() {
        Subject all = subject(1_000, 5, millis(1_000, 100));

        assertThat(answer("p95<200ms", all)).isEqualTo(Answer.MET);
        assertThat(answer("p95<50ms", all)).isEqualTo(Answer.MISSED);
        assertThat(answer("errors<1%", all)).isEqualTo(Answer.MET);
        assertThat(answer("errors<0.1%", all)).isEqualTo(Answer.MISSED);
        assertThat(answer("rate>=90/s", all)).isEqualTo(Answer.MET);
        assertThat(answer("rate>=110/s", all)).isEqualTo(Answer.MISSED);
    }

    @Test
    void aPercentileThatTheSampleCannotCarry_isUnknown_unlessItIsMissedBeyondDoubt() {
        Subject few = subject(100, 0, millis(100, 100));

        assertThat(answer("p99.9<200ms", few)).isEqualTo(Answer.UNKNOWN);
        assertThat(answer("p99.9<50ms", few)).isEqualTo(Answer.MISSED);
        assertThat(answer("p95<200ms", few)).isEqualTo(Answer.MET);
    }

    @Test
    void aNameThatWasNotMeasured_isUnknown_andTheNearestIsNamed() {
        var judge = new ObjectiveJudge(
                subject(10, 0, millis(10, 1)), Map.of("GET /profiles/{id}", subject(10, 0, millis(10, 1))));

        Outcome outcome = judge.judge(parse("max(GET /profile/{id})<1s").getFirst());

        assertThat(outcome.answer()).isEqualTo(Answer.UNKNOWN);
        assertThat(outcome.sentence()).contains("did you mean GET /profiles/{id}?");
    }

    @Test
    void anObjectiveOfOneRequest_isJudgedByThatRequestAlone() {
        var judge = new ObjectiveJudge(
                subject(2_000, 0, millis(2_000, 500)), Map.of("GET /quick", subject(1_000, 0, millis(1_000, 10))));

        assertThat(judge.judge(parse("p95(GET /quick)<50ms").getFirst()).answer())
                .isEqualTo(Answer.MET);
        assertThat(judge.judge(parse("p95<50ms").getFirst()).answer()).isEqualTo(Answer.MISSED);
    }

    private static List<Objective> parse(String text) {
        return ObjectiveText.parse(new Setting("--objective", text));
    }

    private static Answer answer(String text, Subject all) {
        return new ObjectiveJudge(all, Map.of()).judge(parse(text).getFirst()).answer();
    }

    private static Subject subject(long completed, long failed, Histogram response) {
        return new Subject(completed + failed, completed, failed, completed, 10, response, response, response);
    }

    private static Histogram millis(long count, long millis) {
        var histogram = new Histogram(3);
        histogram.recordValueWithCount(millis * 1_000, count);
        return histogram;
    }
}
