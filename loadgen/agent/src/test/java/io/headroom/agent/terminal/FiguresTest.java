package io.headroom.agent.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FiguresTest {

    @Test
    void writesEachKindOfFigureAsPeopleReadIt() {
        assertThat(Figures.rate(160)).isEqualTo("160/s");
        assertThat(Figures.rate(12.5)).isEqualTo("12.5/s");
        assertThat(Figures.rate(158.7)).isEqualTo("159/s");
        assertThat(Figures.latency(0)).isEqualTo("0.0 ms");
        assertThat(Figures.latency(0.01)).isEqualTo("10 µs");
        assertThat(Figures.latency(4.21)).isEqualTo("4.2 ms");
        assertThat(Figures.latency(24.4)).isEqualTo("24 ms");
        assertThat(Figures.latency(1_304)).isEqualTo("1.30 s");
        assertThat(Figures.share(0.0131)).isEqualTo("1.3 %");
        assertThat(Figures.duration(41.4)).isEqualTo("41 s");
        assertThat(Figures.duration(80)).isEqualTo("1:20");
        assertThat(Figures.duration(7_400)).isEqualTo("2:03:20");
        assertThat(Figures.duration(-1)).isEqualTo("0 s");
    }

    @Test
    void drawsABarThatNeverLeavesItsWidth() {
        assertThat(Bar.of(0.5, 10)).isEqualTo("█████░░░░░");
        assertThat(Bar.of(7, 4)).isEqualTo("████");
        assertThat(Bar.of(-1, 4)).isEqualTo("░░░░");
    }
}
