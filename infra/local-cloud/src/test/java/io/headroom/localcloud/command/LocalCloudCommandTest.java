package io.headroom.localcloud.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

/** A failure is one sentence; where it happened is for those who ask. */
class LocalCloudCommandTest {

    private final StringWriter errors = new StringWriter();

    @Test
    void aDefectIsOneSentence() {
        assertThat(explain(new IllegalStateException("broken"), false)).isEqualTo(5);
        assertThat(errors)
                .hasToString("local-cloud: this should not have happened and is a defect of Headroom"
                        + " (java.lang.IllegalStateException: broken); HEADROOM_DEBUG=1 shows where."
                        + System.lineSeparator());
    }

    @Test
    void whoAsksIsShownWhere() {
        assertThat(explain(CommandFailure.usage("no name"), true)).isEqualTo(4);
        assertThat(errors.toString())
                .startsWith("local-cloud: no name")
                .contains("\tat " + LocalCloudCommandTest.class.getName() + ".whoAsksIsShownWhere");
    }

    private int explain(Exception exception, boolean debug) {
        return LocalCloudCommand.explain(exception, new PrintWriter(errors), debug);
    }
}
