package io.headroom.agent.export;

import io.headroom.protocol.load.LoadResult;
import io.headroom.protocol.load.LoadResult.Objective;
import io.headroom.protocol.run.Verdict;
import java.io.StringWriter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * A result as JUnit XML, as Surefire writes it and Jenkins, GitLab and GitHub's actions read it: one case for each objective, and one for the measurement as
 * a whole. A missed objective is a failure; what could not be measured is an error.
 */
final class JUnitReport {

    private static final String INDENT = "\n  ";

    private final LoadResult result;
    private final String className;

    private JUnitReport(LoadResult result) {
        this.result = result;
        this.className = "headroom." + result.scenario().name();
    }

    static String of(LoadResult result) {
        var text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            new JUnitReport(result).write(xml);
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException impossible) {
            throw new IllegalStateException("a string takes what is written", impossible);
        }
        return text + "\n";
    }

    private void write(XMLStreamWriter xml) throws XMLStreamException {
        long failures = result.objectives().stream()
                .filter(objective -> Boolean.FALSE.equals(objective.met()))
                .count();
        long open = result.objectives().stream()
                .filter(objective -> objective.met() == null)
                .count();
        boolean whole = hasBegun() && failures + open > 0 || result.verdict() == Verdict.PASS;
        failures += !whole && failedAsWhole() ? 1 : 0;
        open += !whole && !failedAsWhole() ? 1 : 0;
        xml.writeCharacters("\n");
        xml.writeStartElement("testsuites");
        xml.writeCharacters("\n");
        xml.writeStartElement("testsuite");
        attribute(xml, "name", className);
        attribute(xml, "tests", Integer.toString(result.objectives().size() + 1));
        attribute(xml, "failures", Long.toString(failures));
        attribute(xml, "errors", Long.toString(open));
        attribute(xml, "skipped", "0");
        attribute(xml, "time", seconds());
        attribute(
                xml,
                "timestamp",
                result.started().truncatedTo(ChronoUnit.SECONDS).toString().replace("Z", ""));
        measurement(xml, whole);
        for (Objective objective : result.objectives()) {
            objective(xml, objective);
        }
        xml.writeCharacters("\n");
        xml.writeEndElement();
        xml.writeCharacters("\n");
        xml.writeEndElement();
    }

    /** Fails only if no objective says why the verdict is what it is. */
    private void measurement(XMLStreamWriter xml, boolean good) throws XMLStreamException {
        startCase(xml, "the load was carried and measured");
        if (!good) {
            problem(xml, failedAsWhole() ? "failure" : "error", result.reason());
        }
        xml.writeEndElement();
    }

    /** Whether there was a load: its preparation may fail. */
    private boolean hasBegun() {
        return result.totals().offered() > 0;
    }

    private boolean failedAsWhole() {
        return hasBegun() && result.verdict() == Verdict.FAILED;
    }

    private void objective(XMLStreamWriter xml, Objective objective) throws XMLStreamException {
        startCase(xml, objective.text());
        if (objective.met() == null) {
            problem(xml, "error", objective.sentence());
        } else if (!objective.met()) {
            problem(xml, "failure", objective.sentence());
        }
        xml.writeEndElement();
    }

    private void startCase(XMLStreamWriter xml, String name) throws XMLStreamException {
        xml.writeCharacters(INDENT);
        xml.writeStartElement("testcase");
        attribute(xml, "name", name);
        attribute(xml, "classname", className);
        attribute(xml, "time", seconds());
    }

    private void problem(XMLStreamWriter xml, String element, String sentence) throws XMLStreamException {
        xml.writeStartElement(element);
        attribute(xml, "message", sentence);
        attribute(xml, "type", result.verdict().name().toLowerCase(Locale.ROOT));
        xml.writeCharacters(printable(sentence));
        xml.writeEndElement();
    }

    private String seconds() {
        return String.format(Locale.ROOT, "%.3f", result.seconds());
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
