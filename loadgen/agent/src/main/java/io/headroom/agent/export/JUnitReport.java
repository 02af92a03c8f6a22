package io.headroom.agent.export;

import io.headroom.protocol.capacity.CapacityResult;
import io.headroom.protocol.capacity.MeasuredCapacity.Interval;
import io.headroom.protocol.load.LoadResult;
import io.headroom.protocol.load.LoadResult.Objective;
import io.headroom.protocol.run.RunResult;
import io.headroom.protocol.run.Verdict;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/**
 * A result as JUnit XML, as Surefire writes it and Jenkins, GitLab and GitHub's actions read it: one case for each objective, and one for the measurement as
 * a whole. A missed objective is a failure; what could not be measured is an error.
 */
final class JUnitReport {

    private static final String INDENT = "\n  ";

    private final Suite suite;

    private JUnitReport(Suite suite) {
        this.suite = suite;
    }

    /**
     * What the report is made of.
     *
     * @param properties what else is known, by name
     */
    private record Suite(
            String scenario,
            Instant started,
            double seconds,
            Verdict verdict,
            Map<String, String> properties,
            List<Case> cases) {

        String className() {
            return "headroom." + scenario;
        }

        String count(Kind kind) {
            return Long.toString(
                    cases.stream().filter(each -> each.kind() == kind).count());
        }
    }

    /** @param sentence what is wrong, for people; empty if nothing is */
    private record Case(String name, Kind kind, String sentence) {}

    private enum Kind {
        GOOD,
        FAILURE,
        ERROR
    }

    static String of(LoadResult result) {
        List<Case> cases = new ArrayList<>();
        boolean objectivesTell = hasBegun(result)
                && result.objectives().stream().anyMatch(objective -> !Boolean.TRUE.equals(objective.met()));
        cases.add(whole(
                "the load was carried and measured",
                objectivesTell ? Verdict.PASS : result.verdict(),
                result.reason(),
                hasBegun(result)));
        result.objectives().forEach(objective -> cases.add(objective(objective)));
        return new JUnitReport(new Suite(
                        result.scenario().name(),
                        result.started(),
                        result.seconds(),
                        result.verdict(),
                        Map.of(),
                        cases))
                .text();
    }

    static String of(CapacityResult result) {
        Map<String, String> properties = new LinkedHashMap<>();
        interval(properties, "knee", result.knee());
        interval(properties, "maximum", result.maximum());
        return new JUnitReport(new Suite(
                        result.scenario().name(),
                        result.started(),
                        result.seconds(),
                        result.verdict(),
                        properties,
                        List.of(whole("the capacity was found", result.verdict(), result.reason(), true))))
                .text();
    }

    /** @param gated what the gate says, which is the run's own verdict if that is not pass */
    static String of(RunResult result, Verdict gated, String sentence) {
        Map<String, String> properties = new LinkedHashMap<>();
        if (result.singleInstance() != null) {
            interval(properties, "knee", result.singleInstance().knee());
            interval(properties, "maximum", result.singleInstance().maximum());
        }
        return new JUnitReport(new Suite(
                        result.scenario().name(),
                        result.started(),
                        Duration.between(result.started(), result.finished()).toMillis() / 1e3,
                        gated,
                        properties,
                        List.of(
                                whole("the service was measured", result.verdict(), result.reason(), true),
                                whole("the gate", gated, sentence, true))))
                .text();
    }

    private static void interval(Map<String, String> properties, String name, @Nullable Interval interval) {
        if (interval != null) {
            properties.put(name + ".lower", Double.toString(interval.lower()));
            properties.put(name + ".estimate", Double.toString(interval.estimate()));
            properties.put(name + ".upper", interval.upper() == null ? "" : Double.toString(interval.upper()));
        }
    }

    /** Fails only if no objective says why the verdict is what it is; what never began cannot have failed. */
    private static Case whole(String name, Verdict verdict, String reason, boolean begun) {
        return switch (verdict) {
            case PASS -> new Case(name, Kind.GOOD, "");
            case FAILED -> new Case(name, begun ? Kind.FAILURE : Kind.ERROR, reason);
            case INVALID, INCONCLUSIVE -> new Case(name, Kind.ERROR, reason);
        };
    }

    /** Whether there was a load: its preparation may fail. */
    private static boolean hasBegun(LoadResult result) {
        return result.totals().offered() > 0;
    }

    private static Case objective(Objective objective) {
        if (objective.met() == null) {
            return new Case(objective.text(), Kind.ERROR, objective.sentence());
        }
        return objective.met()
                ? new Case(objective.text(), Kind.GOOD, "")
                : new Case(objective.text(), Kind.FAILURE, objective.sentence());
    }

    private String text() {
        var text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            write(xml);
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException impossible) {
            throw new IllegalStateException("a string takes what is written", impossible);
        }
        return text + "\n";
    }

    private void write(XMLStreamWriter xml) throws XMLStreamException {
        xml.writeCharacters("\n");
        xml.writeStartElement("testsuites");
        xml.writeCharacters("\n");
        xml.writeStartElement("testsuite");
        attribute(xml, "name", suite.className());
        attribute(xml, "tests", Integer.toString(suite.cases().size()));
        attribute(xml, "failures", suite.count(Kind.FAILURE));
        attribute(xml, "errors", suite.count(Kind.ERROR));
        attribute(xml, "skipped", "0");
        attribute(xml, "time", seconds());
        attribute(
                xml,
                "timestamp",
                suite.started().truncatedTo(ChronoUnit.SECONDS).toString().replace("Z", ""));
        properties(xml);
        for (Case each : suite.cases()) {
            testCase(xml, each);
        }
        xml.writeCharacters("\n");
        xml.writeEndElement();
        xml.writeCharacters("\n");
        xml.writeEndElement();
    }

    private void properties(XMLStreamWriter xml) throws XMLStreamException {
        if (suite.properties().isEmpty()) {
            return;
        }
        xml.writeCharacters(INDENT);
        xml.writeStartElement("properties");
        for (Map.Entry<String, String> property : suite.properties().entrySet()) {
            xml.writeEmptyElement("property");
            attribute(xml, "name", property.getKey());
            attribute(xml, "value", property.getValue());
        }
        xml.writeEndElement();
    }

    private void testCase(XMLStreamWriter xml, Case each) throws XMLStreamException {
        xml.writeCharacters(INDENT);
        xml.writeStartElement("testcase");
        attribute(xml, "name", each.name());
        attribute(xml, "classname", suite.className());
        attribute(xml, "time", seconds());
        if (each.kind() != Kind.GOOD) {
            xml.writeStartElement(each.kind().name().toLowerCase(Locale.ROOT));
            attribute(xml, "message", each.sentence());
            attribute(xml, "type", suite.verdict().name().toLowerCase(Locale.ROOT));
            xml.writeCharacters(printable(each.sentence()));
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    private String seconds() {
        return String.format(Locale.ROOT, "%.3f", suite.seconds());
    }

    private static void attribute(XMLStreamWriter xml, String name, String value) throws XMLStreamException {
        xml.writeAttribute(name, printable(value));
    }

    /** The writer escapes markup; what no XML may hold at all (section 2.2 of XML 1.0) becomes a question mark. */
    private static String printable(String text) {
        var printable = new StringBuilder(text.length());
        text.codePoints()
                .map(c -> c == '\t'
                                || c == '\n'
                                || c == '\r'
                                || (c >= 0x20 && c <= 0xD7FF)
                                || (c >= 0xE000 && c <= 0xFFFD)
                                || c >= 0x10000
                        ? c
                        : '?')
                .forEach(printable::appendCodePoint);
        return printable.toString();
    }
}
