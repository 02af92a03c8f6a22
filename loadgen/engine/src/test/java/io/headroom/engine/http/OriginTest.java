package io.headroom.engine.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OriginTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        http://localhost:8081/a?b=c   | http  | localhost    | 8081 | localhost:8081    | localhost
        HTTP://Localhost              | http  | localhost    | 80   | localhost         | localhost
        https://idp.example:443/token | https | idp.example  | 443  | idp.example       | idp.example
        https://idp.example?x         | https | idp.example  | 443  | idp.example       | idp.example
        http://my_service:9000        | http  | my_service   | 9000 | my_service:9000   | my_service
        http://[::1]:8080/            | http  | [::1]        | 8080 | [::1]:8080        | ::1
        https://[2001:DB8::1]         | https | [2001:db8::1]| 443  | [2001:db8::1]     | 2001:db8::1
        http://10.0.0.1               | http  | 10.0.0.1     | 80   | 10.0.0.1          | 10.0.0.1
        """)
    void schemeHostAndPortAreRead(String url, String scheme, String host, int port, String authority, String bare) {
        Origin origin = Origin.of(url);
        assertThat(origin).isEqualTo(new Origin(scheme, host, port));
        assertThat(origin.authority()).isEqualTo(authority);
        assertThat(origin.bareHost()).isEqualTo(bare);
        assertThat(Origin.of(origin.toString())).isEqualTo(origin);
        assertThat(origin.isNamed()).isEqualTo(host.matches("[a-z_.]+"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        localhost:8081         | it does not begin with http:// or https://
        ftp://localhost        | it does not begin with http:// or https://
        http://                | "" is not the name of a host
        http://a b/            | "a b" is not the name of a host
        http://[::1            | "[:" is not the name of a host
        http://x:0/            | "0" is not a port
        http://x:65536/        | "65536" is not a port
        http://x:/             | "" is not a port
        http://a:b@x/          | a name or password in a URL is not sent: use a header instead
        """)
    void whatIsNoOriginIsRefusedWithTheReason(String url, String reason) {
        assertThatThrownBy(() -> Origin.of(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(reason);
    }
}
