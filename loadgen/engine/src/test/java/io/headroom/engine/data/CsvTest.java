package io.headroom.engine.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Test data in files: what is read, and how people learn what does not fit. */
class CsvTest {
    enum Tier {
        FREE,
        PAID
    }

    record Account(String userName, int age, long id, double score, BigDecimal credit, boolean active, Tier tier) {}

    record Dated(LocalDate day, Instant at) {}

    record Word(String word) {}

    record Pair(String a, int b) {}

    @Test
    void columnsAreFoundByNameAndBecomeTheirComponentsTypes() {
        assertThat(RecordRows.read("a.csv", """
                Tier,unused,user_name,AGE,id,score,credit,Active
                paid,x,Ann,41,9000000000,0.5,1.10,TRUE
                FREE,,Bob, 7 ,1,1e3,2,false
                """, Account.class))
                .containsExactly(
                        new Account("Ann", 41, 9_000_000_000L, 0.5, new BigDecimal("1.10"), true, Tier.PAID),
                        new Account("Bob", 7, 1, 1_000, new BigDecimal("2"), false, Tier.FREE));
        assertThat(RecordRows.read("a.csv", "day,at\n2026-01-31,2026-01-31T10:00:00Z\n", Dated.class))
                .containsExactly(new Dated(LocalDate.of(2026, 1, 31), Instant.parse("2026-01-31T10:00:00Z")));
    }

    @Test
    void quotesLineEndsBlankLinesAndAByteOrderMarkAreReadAsSpreadsheetsWriteThem() {
        assertThat(RecordRows.read(
                        "a.csv",
                        "\uFEFFword\r\n\"a,b\"\r\n\r\n\"say \"\"x\"\"\"\r\n\"two\nlines\"\r\n\"\"",
                        Word.class))
                .extracting(Word::word)
                .containsExactly("a,b", "say \"x\"", "two\nlines");
        assertThat(Csv.read("a.csv", "a,b\n1,\n,\n"))
                .extracting(Csv.Row::fields)
                .containsExactly(List.of("a", "b"), List.of("1", ""), List.of("", ""));
        assertThat(Csv.read("a.csv", "a,b\n1,"))
                .extracting(Csv.Row::fields)
                .last()
                .isEqualTo(List.of("1", ""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        a,b\\nx,1\\nx,no\\n          | p.csv:3: column b is "no", which is no int
        a,b\\n"x\\ny",1\\nx,no\\n     | p.csv:4: column b is "no", which is no int
        a,c\\nx,1\\n                 | p.csv:1: no column b; there are a, c
        a,b\\nx\\n                   | p.csv:2: 1 fields, but the header has 2
        a,b\\n                      | p.csv:1: a feed needs a header line and at least one row
        a,b\\n"x,1\\n                | p.csv:2: a quote is opened and never closed
        a,b\\n"x"y,1\\n              | p.csv:2: text after a closing quote
        a,b\\nx"y,1\\n               | p.csv:2: a quote in the middle of a field; put the whole field into quotes, and double those in it
        """)
    void whatDoesNotFitIsToldWithFileAndLine(String text, String message) {
        assertThatThrownBy(() -> RecordRows.read("p.csv", text.replace("\\n", "\n"), Pair.class))
                .isInstanceOf(CsvException.class)
                .hasMessage(message);
    }

    @Test
    void rowsAreRecordsOfSimpleValues() {
        record Nested(Pair pair) {}
        assertThatThrownBy(() -> RecordRows.read("p.csv", "a\n1\n", String.class))
                .hasMessage("p.csv:1: a feed's rows are records; String is none");
        assertThatThrownBy(() -> RecordRows.read("p.csv", "pair\n1\n", Nested.class))
                .hasMessage("p.csv:1: a feed cannot read the type Pair of pair");
    }
}
