package io.headroom.protection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a module's output {@code verification} may ask for, and how it is told what it may not. */
final class TargetTest {
    private static final Target TARGET = Target.of(URI.create("http://127.0.0.1:2"), "/q/health/ready");

    @Test
    void takesTheModulesBlockedRequest() {
        assertThat(TARGET.withBlockedRequest("GET", "/profiles?tag=%27%20or%201%3D1", 403))
                .isEqualTo(new Target(TARGET.url(), TARGET.healthPath(), "/profiles?tag=%27%20or%201%3D1"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "POST; /profiles; 403; blocked_request.method 'POST'",
                "GET; /profiles; 406; blocked_request.status '406'",
                "GET; profiles; 403; blocked_request.path 'profiles'",
                "GET; /profiles?tag=' or 1=1; 403; blocked_request.path '/profiles?tag=' or 1=1'"
            })
    void namesWhatDoesNotFit(String method, String path, int status, String field) {
        assertThatThrownBy(() -> TARGET.withBlockedRequest(method, path, status))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(field)
                .hasMessageContaining("Correct the output 'verification'");
    }
}
