package io.countersign.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SampleSecretsTest {
    private static boolean isKnown(String text) {
        return SampleSecrets.isKnown(text.getBytes(UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                "whsec_plJ3nmyCDGBKInavdOK15jsl",
                "It's a Secret to Everybody",
                "8f742231b10e8888abcd99yyyzzz85a5",
                "lDQHScfUeXUKaQRNF+8XIiDKZ7XX3itBAYzwU0TARw8lJqRnkKl2iB1anSb0Z+IK",
                "whsec_test_secret"
            })
    void isKnown_valueThatADocumentPublishes_withAndWithoutItsPrefix(String value) {
        assertThat(isKnown(value)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "changeme",
                "CHANGE_ME",
                "change-me",
                "change_me_in_production",
                "change-this-long-random-secret",
                "Secret",
                "s3cret",
                "super-secret",
                "my_webhook_secret",
                "test",
                "null",
                "None",
                "undefined",
                "password",
                "your-webhook-secret",
                "your_webhook_secret_here",
                "YOUR-WEBHOOK-SECRET-32-CHARS-MIN",
                "whsec_your_webhook_secret_here",
                "whsec_xxx",
                "whsec_xxxxxxxxxxxxxxxxxxxxxxxx",
                "whsec_...",
                "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx",
                "00000000000000000000000000000000",
                "********",
                "insert-secret-here",
                "secret goes here",
                "paste your key",
                "replace_me",
                "replace-with-the-secret-of-your-panel",
                "<secret>",
                "<your webhook secret>",
                "123456",
                "1234567890123456",
                "01234567890"
            })
    void isKnown_wordsOfExampleFiles_inAnySpelling(String value) {
        assertThat(isKnown(value)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a-secret-of-enough-bytes",
                "another-secret-that-is-long",
                "mfkq9r8gkyqrtwjupd8ilpzio2lalasw",
                "it's a secret to everybody",
                "correct horse battery staple",
                "change battery horse staple",
                "replaced-by-the-night",
                "yourself-and-others",
                "puts the lid back",
                "where-the-secret-hereafter-lies",
                "testimony",
                "0x1",
                "12345678901234567890123456789012a",
                "1234568",
                "xxxxxxxxxxxxxxxxxxxxy",
                "hunter2-0123456789abcdef"
            })
    void isKnown_anythingElse_isTakenForASecret(String value) {
        assertThat(isKnown(value)).isFalse();
    }

    @Test
    void isKnown_generatedSecrets_never() {
        Random random = new Random(20261121);
        byte[] bytes = new byte[16];
        for (int i = 0; i < 20_000; i++) {
            random.nextBytes(bytes);
            assertThat(SampleSecrets.isKnown(bytes)).isFalse();
            assertThat(isKnown(HexFormat.of().formatHex(bytes))).isFalse();
            assertThat(isKnown("whsec_" + Base64.getEncoder().encodeToString(bytes)))
                    .isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${SECRET}",
                "whsec_${SECRET}",
                "${SECRET:-}",
                "${A}${B}",
                "#{secret}",
                "$WEBHOOK_SECRET",
                "$(WEBHOOK_SECRET)",
                "{{ .Values.secret }}",
                "%WEBHOOK_SECRET%",
                "line\n${SECRET}"
            })
    void isPlaceholder_nameThatNothingReplaced(String text) {
        assertThat(SampleSecrets.isPlaceholder(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"$", "$abc", "$A-b", "a$B", "${", "$}", "{}", "%a", "50%off%", "{{x}", "$(a b)", "whsec_abc"})
    void isPlaceholder_otherTextWithSuchCharacters_no(String text) {
        assertThat(SampleSecrets.isPlaceholder(text)).isFalse();
    }
}
