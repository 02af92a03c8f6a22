package io.headroom.authoring.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Whatever people call things, Java gets identifiers, and each only once. */
class NamesTest {

    @Test
    void wordsBecomeIdentifiersInTheUsualCase() {
        var names = new Names();
        assertThat(names.lower("Checkout – The Shop", "x")).isEqualTo("checkoutTheShop");
        assertThat(names.lower("Überblick & Café", "x")).isEqualTo("uberblickCafe");
        assertThat(names.upper("XMLHttpRequest", "X")).isEqualTo("XmlHttpRequest");
        assertThat(names.constant("x-api-key", "SECRET")).isEqualTo("X_API_KEY");
        assertThat(names.lower("日本", "journey")).isEqualTo("journey");
        assertThat(names.lower("2 tickets", "journey")).isEqualTo("journey2Tickets");
    }

    @Test
    void whatIsTakenOrKeptGetsAnotherName() {
        var names = Names.ofVariables();
        assertThat(names.lower("class", "x")).isEqualTo("classValue");
        assertThat(names.lower("user", "x")).isEqualTo("user2");
        assertThat(names.lower("order", "x")).isEqualTo("order");
        assertThat(names.lower("order", "x")).isEqualTo("order2");
        assertThat(names.upper("list", "X")).isEqualTo("ListData");
        assertThat(names.lower("get class", "x")).isEqualTo("getClass2");
    }

    @Test
    void manyThingsHaveANameForOne() {
        assertThat(Names.singular("orders")).isEqualTo("order");
        assertThat(Names.singular("categories")).isEqualTo("category");
        assertThat(Names.singular("addresses")).isEqualTo("address");
        assertThat(Names.singular("status")).isEqualTo("status");
    }
}
