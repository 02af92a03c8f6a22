package io.headroom.platform.environment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The event stream: its version is checked, what is unknown in it is passed over. */
class TerraformLogTest {

    @TempDir
    Path folder;

    private final List<String> progress = new ArrayList<>();

    @Test
    void anUnknownMajorVersion_isRefusedByName() throws IOException {
        TerraformLog log = read("""
                {"type":"version","terraform":"3.0.0","ui":"2.0"}
                """);

        assertThat(log.refusal())
                .hasValueSatisfying(sentence -> assertThat(sentence).contains("Terraform 3.0.0", "2.0", "1.x"));
    }

    @Test
    void aLaterMinorVersion_andEventsAndFieldsThatAreNotKnown_arePassedOver() throws IOException {
        TerraformLog log = read("""
                A warning that is no event
                {"type":"version","tofu":"1.12.0","ui":"1.9","more":{}}
                {"type":"apply_dreamt","hook":{}}
                {"type":"apply_complete","hook":{"resource":{"addr":"terraform_data.a","colour":"red"},"elapsed":1}}
                {half an event
                """);

        assertThat(log.refusal()).isEmpty();
        assertThat(progress).containsExactly("terraform_data.a");
    }

    private TerraformLog read(String lines) throws IOException {
        Path file = Files.writeString(folder.resolve("log"), lines);
        TerraformLog log = new TerraformLog(file, new ObjectMapper(), progress::add);
        log.read();
        return log;
    }
}
