package io.headroom.agent.command;

import io.headroom.agent.ExitCode;
import io.headroom.agent.campaign.CampaignVerdict;
import io.headroom.agent.demo.Summary;
import io.headroom.agent.export.Exports;
import io.headroom.agent.export.Exports.Form;
import io.headroom.agent.export.RunDocuments;
import io.headroom.agent.platform.RunDocument;
import io.headroom.agent.quantity.Setting;
import io.headroom.agent.terminal.Terminal;
import io.headroom.protocol.campaign.CampaignView;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where what a run came to goes, and how the command ends on it. */
class RunReportOptions {

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "The result document headroom.run/1; - for standard output, as below.")
    @Nullable
    String json;

    @Option(names = "--junit", paramLabel = "FILE", description = "JUnit XML: a case for the run, one for the gate.")
    @Nullable
    String junit;

    @Option(names = "--markdown", paramLabel = "FILE", description = "A summary for a pull request.")
    @Nullable
    String markdown;

    /** Fails now rather than after hours, if something cannot be written. */
    void prove() {
        exports().prove();
    }

    /** @param gate absent for a run of no campaign */
    ExitCode conclude(RunDocument document, CampaignView.@Nullable Gate gate, Terminal terminal) {
        CampaignVerdict verdict = CampaignVerdict.of(gate, document.result());
        Exports exports = exports();
        if (!exports.takeStandardOutput()) {
            Summary.of(document.result(), terminal.palette()).forEach(terminal::print);
            terminal.print("");
            terminal.print("  gate     %s: %s"
                    .formatted(verdict.verdict().name().toLowerCase(java.util.Locale.ROOT), verdict.sentence()));
        }
        exports.write(
                        new RunDocuments(document.result(), document.json(), verdict.verdict(), verdict.sentence()),
                        terminal::print)
                .forEach(file -> terminal.say("written: " + file));
        return verdict.exitCode();
    }

    private Exports exports() {
        Map<Form, Setting> destinations = new EnumMap<>(Form.class);
        put(destinations, Form.JSON, "--json", json);
        put(destinations, Form.JUNIT, "--junit", junit);
        put(destinations, Form.MARKDOWN, "--markdown", markdown);
        return new Exports(destinations);
    }

    private static void put(Map<Form, Setting> destinations, Form form, String option, @Nullable String file) {
        if (file != null) {
            destinations.put(form, new Setting(option, file));
        }
    }
}
