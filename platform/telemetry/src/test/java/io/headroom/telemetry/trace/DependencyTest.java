package io.headroom.telemetry.trace;

import static io.headroom.telemetry.trace.SpanSketch.span;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DependencyTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            select a from t where id = 17                   | select a from t where id = ?
            select a from t where n = 'it''s -- 7' and x=$2 | select a from t where n = ? and x=?
            select a1 from t2 where b_3 = 0x1F or c > 1.5e3 | select a1 from t2 where b_3 = ? or c > ?
            select a from t where id in (1, 2,3,?)          | select a from t where id in (?)
            insert into t (a, b) values (1,'x'), (2, 'y')   | insert into t (a, b) values (?)
            select /* user 7 */ a -- why                    | select a
            where f(1) = ?                                  | where f(?) = ?
            """)
    void statementsLoseWhatDiffersFromCallToCall(String statement, String normal) {
        assertThat(StatementText.normalised(statement)).isEqualTo(normal);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            http://rep:81/reputation?name=x                  | rep:81 | GET /reputation
            http://rep/a/17/b/9f86d081884c7d65               | rep    | GET /a/{}/b/{}
            https://u:p@rep/1b4e28ba-2fa1-11d2-883f-b9a761bde3fb#top | rep | GET /{}
            http://rep                                       | rep    | GET /
            http://rep/abcdefab-abcd-abcd-abcd-abcdefabcdef/deadbeef/faded | rep | GET /{}/{}/faded
            http://rep/order_2024-11-24_17/order-of-the-day  | rep    | GET /{}/order-of-the-day
            """)
    void callsByHttpAreToldByMethodHostAndPathTemplate(String url, String peer, String operation) {
        assertThat(Dependency.of(span(1, 0, 1).calls("GET", url).build()))
                .isEqualTo(new Dependency(Dependency.Kind.HTTP, peer, operation));
    }

    @Test
    void databasesAreToldBySystemNameAndStatement_underFormerNamesAsWell() {
        Dependency expected =
                new Dependency(Dependency.Kind.DATABASE, "postgresql shop", "select a from t where id = ?");

        assertThat(Dependency.of(
                        span(1, 0, 1).queries("select a from t where id = 3").build()))
                .isEqualTo(expected);
        assertThat(Dependency.of(span(1, 0, 1)
                        .kind(Span.Kind.CLIENT)
                        .with("db.system", "postgresql")
                        .with("db.name", "shop")
                        .with("db.statement", "select a from  t where id = 4")
                        .build()))
                .isEqualTo(expected);
    }

    @Test
    void theAddressOfAServerComesBeforeTheUrls() {
        assertThat(Dependency.of(span(1, 0, 1)
                        .calls("POST", "http://10.0.0.1:8080/x")
                        .with("server.address", "rep.example")
                        .with("server.port", 443L)
                        .with("url.template", "/x/{name}")
                        .build()))
                .isEqualTo(new Dependency(Dependency.Kind.HTTP, "rep.example:443", "POST /x/{name}"));
    }

    @Test
    void whatIsAskedOfNobodyIsNoDependency() {
        assertThat(Dependency.of(span(1, 0, 1).build())).isNull();
        assertThat(Dependency.of(span(1, 0, 1).serves("GET", "/").build())).isNull();
    }
}
