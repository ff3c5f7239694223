package io.countersign.internal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FieldBoundariesTest {

    private static boolean holdsId(String template, String id) {
        return ContentTemplate.parse(template).boundaries().holdId(id);
    }

    private static boolean holds(String template, String method, String url, String body) {
        return ContentTemplate.parse(template).boundaries().hold(method, url, body.getBytes(ISO_8859_1));
    }

    @ParameterizedTest
    @CsvSource({
        "{id}.{body}, a~b, true",
        "{id}.{body}, a.b, false",
        "{id}{body}, a_-9, true",
        "{id}{body}, a~b, false",
        "{body}{id}, a~b, false",
        "{id}.{url}{body}, a~b, true",
        "{id}{timestamp}{body}, a~b, true",
        "v0:{id}:{body}, v, false",
        "v0:{id}:{body}, a, true"
    })
    void id_holdsNothingThatCouldBeOfItsNeighbour(String template, String id, boolean held) {
        assertThat(holdsId(template, id)).isEqualTo(held);
    }

    @ParameterizedTest
    @CsvSource({
        "{body}, a, true",
        "{id}.{body}, a, true",
        "{id}{body}, a, false",
        "{id}{body}, /a, true",
        "{body}{id}, /, true",
        "{body}{id}, /a, false",
        "{body}{id}, a/, true",
        "{url}{body}, /, false",
        "{url}{body}, a, false",
        "{url}{body}, <a, true",
        "{body}{url}, a<, true",
        "{body}{url}, <a, false",
        "{body}{url}, </, false",
        "{url}.{body}, a, false",
        "{url}|{body}, a, true",
        "{url}.|.{body}, a, true",
        "{url}{timestamp}{body}, a, true",
        "{method}{body}, a, true",
        "{url}{body}, '', true"
    })
    void body_beginsAndEndsAsNoNeighbourDoes(String template, String body, boolean held) {
        assertThat(holds(template, "POST", "/hook", body)).isEqualTo(held);
    }

    @Test
    void method_isOneOfHttpsWhereItIsSigned() {
        assertThat(holds("{method}{body}", "POST", "", "{}")).isTrue();
        assertThat(holds("{method}{body}", "POSTa", "", "{}")).isFalse();
        assertThat(holds("{body}", "POSTa", "", "{}")).isTrue();
        assertThat(holds("{url}{body}", "POSTa", "/", "{}")).isTrue();
    }

    @Test
    void url_isOneWhereItIsSigned() {
        assertThat(holds("{url}{body}", "POST", "/a?b=%20", "{}")).isTrue();
        assertThat(holds("{url}{body}", "POST", "/a|b", "{}")).isFalse();
        assertThat(holds("{url}{body}", "POST", "/a\u00e9", "{}")).isFalse();
        assertThat(holds("{body}", "POST", "/a|b", "{}")).isTrue();
        assertThat(holds("{method}{body}", "POST", "/a|b", "{}")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{id}{url}", "{url}{id}", "{id}{url}{body}"})
    void fields_thatRunTogether_areRefused(String template) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ContentTemplate.parse(template))
                .withMessageContaining("run together");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{id}/{url}", "{url}.{id}", "{id}{timestamp}{url}", "{id}{method}{url}"})
    void fields_thatSomethingSeparates_areNot(String template) {
        assertThat(ContentTemplate.parse(template)).isNotNull();
    }

    @Test
    void id_charactersAtTheEdgesOfAscii_areNotVisible() {
        assertThat(holdsId("{id}.{body}", "!~")).isTrue();
        assertThat(holdsId("{id}.{body}", "a b")).isFalse();
        assertThat(holdsId("{id}.{body}", "a\u007f")).isFalse();
        assertThat(holdsId("{id}.{body}", "a\u0080")).isFalse();
        assertThat(holdsId("{id}.{body}", "a\u0121")).isFalse();
    }
}
