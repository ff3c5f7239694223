package io.countersign.diagnosis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.diagnosis.Diagnosis.Cause;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodyDiagnosisTest {

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n"})
    void finalNewlineMore_isExplained(String end) {
        Explained.by(Captured.gitHub().appendToBody(end), Cause.BODY_FINAL_NEWLINE)
                .isEqualTo(
                        "the received body has a final newline that was not signed; something on the way, or the tool"
                                + " that captured it, added it; hand the raw bytes to the verifier");
    }

    @Test
    void finalNewlineLess_isExplained() {
        Explained.by(Captured.stripe().trimBody(), Cause.BODY_FINAL_NEWLINE)
                .contains("the signed body has a final newline that the received one lacks");
    }

    @Test
    void crlfForLf_isExplained() {
        Explained.by(Captured.stripe().replaceInBody("\n", "\r\n"), Cause.BODY_LINE_ENDS)
                .contains("turned from LF into CRLF");
    }

    @Test
    void lfForCrlf_isExplained() {
        String signed = "{\r\n  \"event\": \"ping\"\r\n}";

        Explained.by(Captured.signedByGitHub(signed).replaceInBody("\r\n", "\n"), Cause.BODY_LINE_ENDS)
                .contains("turned from CRLF into LF");
    }

    @Test
    void bytesThatWereReadAsLatin1AndWrittenAsUtf8_areExplained() {
        Explained.by(Captured.gitHubBinary().body("\u00FF\u0000\u00FE".getBytes(UTF_8)), Cause.BODY_CHARSET)
                .contains("read as ISO-8859-1 and written as UTF-8");
    }

    @Test
    void textThatWasReadAsUtf8AndWrittenAsLatin1_isExplained() {
        byte[] latin1 = {'{', '"', 'c', 'a', 'f', (byte) 0xE9, '"', ':', '1', '}'};

        Explained.by(Captured.signedByGitHub("{\"caf\u00E9\":1}").body(latin1), Cause.BODY_CHARSET)
                .contains("read as UTF-8 and written as ISO-8859-1");
    }

    @Test
    void byteOrderMarkMore_orLess_isExplained() {
        Explained.by(Captured.gitHub().body("\uFEFFHello, World!"), Cause.BODY_CHARSET)
                .contains("begins with a byte order mark that was not signed");
        Explained.by(Captured.signedByGitHub("\uFEFF{}").body("{}"), Cause.BODY_CHARSET)
                .contains("byte order mark that was removed");
    }

    @Test
    void jsonThatWasPrintedWithoutItsSpaces_isExplained() {
        Explained.by(Captured.standardWebhooks().body("{\"test\":2432232314}"), Cause.BODY_JSON)
                .isEqualTo(
                        "the signed body is the same JSON with a space after each colon and comma; something parsed it"
                                + " and printed it again, so verify the raw bytes before any JSON parser sees them");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\n  \"a\": [\n    1.50,\n    {}\n  ],\n  \"b\": \"x\"\n}",
                "{\n    \"a\": [\n        1.50,\n        {}\n    ],\n    \"b\": \"x\"\n}",
                "{\n\t\"a\": [\n\t\t1.50,\n\t\t{}\n\t],\n\t\"b\": \"x\"\n}",
                "{\"a\": [1.50, {}], \"b\": \"x\"}",
                "{\n  \"a\" : [ 1.50, { } ],\n  \"b\" : \"x\"\n}"
            })
    void jsonOfAnyUsualStyle_thatWasPrintedCompactly_isExplained(String signed) {
        Explained.by(Captured.signedByGitHub(signed).body("{\"a\":[1.50,{}],\"b\":\"x\"}"), Cause.BODY_JSON);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"u\":\"caf\\u00e9 \\/ <a>\"}",
                "{\"u\":\"caf\\u00e9 / <a>\"}",
                "{\"u\":\"caf\u00E9 \\/ <a>\"}",
                "{\"u\":\"caf\u00E9 / \\u003ca\\u003e\"}"
            })
    void jsonWhoseEscapesWereUndone_isExplained(String signed) {
        Explained.by(Captured.signedByGitHub(signed).body("{\"u\": \"caf\u00E9 / <a>\"}"), Cause.BODY_JSON);
    }

    @Test
    void jsonThatWasPrintedCompactly_andLostItsFinalNewline_isTwoThingsAtOnce() {
        Explained.by(Captured.stripe().compactBody(), Cause.BODY_JSON, Cause.BODY_FINAL_NEWLINE)
                .startsWith("2 things at once: the signed body is the same JSON indented by 2 spaces");
    }

    @Test
    void emptyBody_isAHint() {
        Diagnosis diagnosis = Captured.stripe().body("").diagnose();

        assertThat(diagnosis.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.cause()).isEqualTo(Cause.BODY_EMPTY);
            assertThat(finding.proved()).isFalse();
        });
    }

    @Test
    void bodyThatNobodyCanMend_isNotExplained() {
        assertThat(Captured.stripe().replaceInBody("1000", "1001").diagnose().findings())
                .isEmpty();
        assertThat(Captured.gitHub().body("{\"cut\": ").diagnose().findings()).isEmpty();
    }
}
