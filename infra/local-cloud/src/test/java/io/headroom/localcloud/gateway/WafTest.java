package io.headroom.localcloud.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WafTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/profiles?tag=' or 1=1",
                "/profiles?tag=%27%20OR%201%3D1--",
                "/profiles?tag=x'+or+'a'='a",
                "/profiles?tag=x UNION ALL SELECT password from users",
                "/profiles?tag=1;drop table profiles",
                "/profiles?tag=<script>alert(1)</script>",
                "/profiles?tag=%3CScript%20src=x%3E",
                "/../../etc/passwd",
                "/files?name=..%2f..%2fetc/passwd"
            })
    void blocksAttacks(String uri) {
        assertThat(Waf.blocks(uri, "curl")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/profiles",
                "/profiles/17",
                "/profiles?tag=rock%27n%27roll&page=2",
                "/profiles?tag=this+or+that",
                "/profiles?tag=O'Brien",
                "/profiles?tag=select..union",
                "/profiles?tag=100%",
                "/scripts/manuscript?q=a<b"
            })
    void letsOrdinaryRequestsPass(String uri) {
        assertThat(Waf.blocks(uri, "curl")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  "})
    void blocksClientsThatDoNotNameThemselves(String userAgent) {
        assertThat(Waf.blocks("/profiles", userAgent)).isTrue();
        assertThat(Waf.blocks("/profiles", null)).isTrue();
    }
}
