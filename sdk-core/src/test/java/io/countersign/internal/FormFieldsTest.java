package io.countersign.internal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormFieldsTest {
    @ParameterizedTest
    @CsvSource({
        "b=2&a=1,a1b2",
        "a=2&a=1&a=2,a1a2",
        "=x&b=1,xb1",
        "a&b=1,ab1",
        "a=&b=1,ab1",
        "a=1=2,a1=2",
        "a=x+y%26z,ax y&z",
        "&a=1&&,a1",
        "a%3db=1,a=b1"
    })
    void sorted_fields_standWithoutSeparatorsByName(String form, String expected) {
        assertThat(FormFields.sorted(form.getBytes(ISO_8859_1))).isEqualTo(expected.getBytes(ISO_8859_1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=%", "a=%4", "a=%zz", "%=1", "b=1&a=%4"})
    void sorted_perCentSignWithoutTwoDigits_isNoForm(String form) {
        assertThat(FormFields.sorted(form.getBytes(ISO_8859_1))).isNull();
    }

    @Test
    void queryValue_isThatOfAParameterThatStandsThereOnce() {
        assertThat(FormFields.queryValue("/hook?a=1&b=2", "b")).isEqualTo("2");
        assertThat(FormFields.queryValue("?a=1", "a")).isEqualTo("1");
        assertThat(FormFields.queryValue("/hook?a=", "a")).isEmpty();
        assertThat(FormFields.queryValue("a=1", "a")).isNull();
        assertThat(FormFields.queryValue("/hook?a=1&a=1", "a")).isNull();
        assertThat(FormFields.queryValue("/hook?ab=1", "a")).isNull();
        assertThat(FormFields.queryValue("/hook?b=1", "a")).isNull();
    }

    @Test
    void decoded_isEveryByteOnce() {
        assertThat(FormFields.decoded("a+b%2B%00%ff")).isEqualTo("a b+\u0000\u00ff");
        assertThat(FormFields.decoded("")).isEmpty();
        assertThat(FormFields.decoded("100%")).isNull();
    }
}
