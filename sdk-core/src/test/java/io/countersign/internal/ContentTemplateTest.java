package io.countersign.internal;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContentTemplateTest {
    private static final byte[] BODY = "the body".getBytes(US_ASCII);
    private static final ContentTemplate.Texts TEXTS = new ContentTemplate.Texts("17", "id-1", "POST", "/hook");

    private static String signed(String template) {
        ByteArrayOutputStream signed = new ByteArrayOutputStream();
        for (byte[] piece : ContentTemplate.parse(template).bytes(BODY, TEXTS)) {
            signed.writeBytes(piece);
        }
        return signed.toString(US_ASCII);
    }

    @ParameterizedTest
    @CsvSource({
        "{body},the body",
        "{timestamp},17",
        "{id}.{timestamp},id-1.17",
        "{id}.{timestamp}.{body},id-1.17.the body",
        "{body}.{timestamp},the body.17",
        "v0:{timestamp}:{body}:end,v0:17:the body:end",
        "{method} {url} {body},POST /hook the body"
    })
    void bytes_areWhatTheTemplateSays(String template, String expected) {
        assertThat(signed(template)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{body}{", "{body}}", "{{body}", "}{body}", "{body}x{", "{body}x}", "{Body}", "{body}\u00e9"})
    void template_withAStrayBraceOrALetterOutsideAscii_isRefused(String template) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ContentTemplate.parse(template))
                .withMessageContaining("stray brace");
    }
}
