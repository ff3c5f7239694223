package io.countersign.scheme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchemeDocumentTest {
    private static final Map<String, Object> SIGNATURE = Map.of("header", "X-Acme-Signature", "format", "sha256={hex}");

    static List<String> presets() {
        return Schemes.names();
    }

    @ParameterizedTest
    @MethodSource("presets")
    void preset_printedAndReadBack_isTheSameScheme(String name) {
        Scheme preset = Schemes.byName(name).orElseThrow();

        assertThat(SchemeDocument.read(SchemeDocument.write(preset))).isEqualTo(preset);
    }

    @Test
    void presets_areThoseOfTheDesign() {
        assertThat(Schemes.names())
                .containsExactly(
                        "standard-webhooks",
                        "svix",
                        "github",
                        "stripe",
                        "slack",
                        "pagerduty",
                        "shopify",
                        "twilio",
                        "square",
                        "hubspot",
                        "linear",
                        "zoom",
                        "meta",
                        "discord",
                        "sentry",
                        "gitlab-token",
                        "statuspulse",
                        "statuspageone",
                        "mar",
                        "elastio",
                        "metaplane");
        assertThat(Schemes.byName("GitHub")).isEmpty();
    }

    @Test
    void shortestDocument_hasTheCommonestDefaults() {
        assertThat(SchemeDocument.read(Map.of("signature", SIGNATURE)))
                .isEqualTo(SignatureScheme.hmacSha256("X-Acme-Signature", "sha256={hex}")
                        .build());
    }

    @Test
    void documentOfTheDesign_isTheSameValueAsTheBuilders() {
        Map<String, Object> document = Map.of(
                "algorithm",
                "hmac-sha512",
                "signature",
                Map.of("header", "X-Acme-Signature", "format", "sha256={hex}", "list", "comma-or-space"),
                "signed",
                "{id}.{timestamp}.{body}",
                "timestamp",
                Map.of("header", "X-Acme-Timestamp", "unit", "millis", "tolerance", "90s"),
                "id",
                Map.of("header", "X-Acme-Id"),
                "secret",
                "base64",
                "secret-prefix",
                "whsec_",
                "secret-min-bytes",
                32);

        assertThat(SchemeDocument.read(document))
                .isEqualTo(SignatureScheme.with(SignatureAlgorithm.HMAC_SHA512, "X-Acme-Signature", "sha256={hex}")
                        .list(SignatureList.COMMA_OR_SPACE)
                        .signed("{id}.{timestamp}.{body}")
                        .timestamp(
                                TimestampRule.millisInHeader("X-Acme-Timestamp").within(Duration.ofSeconds(90)))
                        .idHeader("X-Acme-Id")
                        .secret(new SecretFormat(SecretFormat.Encoding.BASE64, "whsec_", 32))
                        .build());
    }

    @ParameterizedTest
    @CsvSource({"500ms, PT0.5S", "1s, PT1S", "300s, PT5M", "5m, PT5M", "10m, PT10M", "PT2M30S, PT2M30S"})
    void tolerance_isADurationWithItsUnit(String text, Duration expected) {
        Scheme scheme = SchemeDocument.read(Map.of(
                "signature",
                SIGNATURE,
                "signed",
                "{timestamp}.{body}",
                "timestamp",
                Map.of("header", "X-T", "tolerance", text)));

        assertThat(((SignatureScheme) scheme).timestamp().tolerance()).isEqualTo(expected);
        assertThat(SchemeDocument.read(SchemeDocument.write(scheme))).isEqualTo(scheme);
    }

    private static Map<String, Object> timeInTheSignature(Map<String, ?> timestamp) {
        return Map.of(
                "signature",
                Map.of("header", "X-Acme-Signature", "format", "t={timestamp},v1={hex}"),
                "signed",
                "{timestamp}.{body}",
                "timestamp",
                timestamp);
    }

    @Test
    void timeInTheSignature_mayHaveAToleranceOfItsOwn() {
        Map<String, Object> document = timeInTheSignature(Map.of("tolerance", "90s"));

        assertThat(((SignatureScheme) SchemeDocument.read(document)).timestamp())
                .isEqualTo(TimestampRule.secondsInSignature().within(Duration.ofSeconds(90)));
    }

    @Test
    void timeInTheSignatureAndInAHeader_isAMistake() {
        Map<String, Object> document = timeInTheSignature(Map.of("header", "X-Acme-Timestamp"));

        assertThatExceptionOfType(SchemeDocumentException.class)
                .isThrownBy(() -> SchemeDocument.read(document))
                .withMessageContaining("say that the time stands in the signature");
    }

    @Test
    void mistakeThatShowsTheTextItself_isNotPrecededByIt() {
        assertThatExceptionOfType(SchemeDocumentException.class)
                .isThrownBy(() -> SchemeDocument.read(with("signed", "{bdy}")))
                .withMessageStartingWith("signed: \"{bdy}\" holds {bdy};");
    }

    @Test
    void timeInTheSignature_needsNoKeyOfItsOwn() {
        Map<String, Object> document = Map.of(
                "signature",
                Map.of("header", "Stripe-Signature", "format", "t={timestamp},v1={hex}"),
                "signed",
                "{timestamp}.{body}");

        assertThat(SchemeDocument.read(document)).isEqualTo(Schemes.stripe());
    }

    static Stream<Arguments> shared() {
        return Stream.of(
                Arguments.of(Map.of("token", Map.of("header", "X-Key")), SharedSecretScheme.header("X-Key")),
                Arguments.of(Map.of("token", "bearer"), SharedSecretScheme.bearer()),
                Arguments.of(Map.of("basic", true), SharedSecretScheme.basic()),
                Arguments.of(Map.of("bearer", Map.of()), SharedSecretScheme.bearer()),
                Arguments.of(Map.of("path", "true"), SharedSecretScheme.path()),
                Arguments.of(Map.of("none", "accepted"), new UnauthenticatedScheme()),
                Arguments.of(Map.of("preset", "twilio"), new TwilioScheme()));
    }

    @ParameterizedTest
    @MethodSource("shared")
    void sharedSecret_isReadInEachOfItsSpellings(Map<String, ?> document, Scheme expected) {
        assertThat(SchemeDocument.read(document)).isEqualTo(expected);
        assertThat(SchemeDocument.read(SchemeDocument.write(expected))).isEqualTo(expected);
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                mistake(Map.of(), "signature", "is missing"),
                mistake(Map.of("signatur", SIGNATURE), "signatur", "there is no such key"),
                mistake(Map.of("signature", "X-Sig"), "signature", "\"X-Sig\"", "header, format, list"),
                mistake(
                        Map.of("signature", Map.of("format", "{hex}")),
                        "signature.header",
                        "is missing",
                        "name the header"),
                mistake(Map.of("signature", Map.of("header", "X")), "signature.format", "is missing", "sha256={hex}"),
                mistake(
                        Map.of("signature", Map.of("header", "X", "format", "{hx}")),
                        "signature.format",
                        "\"{hx}\"",
                        "use {hex} or {base64}"),
                mistake(
                        Map.of("signature", Map.of("header", "X Y", "format", "{hex}")),
                        "signature.header",
                        "\"X Y\"",
                        "cannot be the name"),
                mistake(
                        Map.of("signature", Map.of("header", "X", "format", "{hex}", "list", "commas")),
                        "signature.list",
                        "\"commas\"",
                        "none, comma, space, comma-or-space"),
                mistake(with("algorithm", "sha256"), "algorithm", "\"sha256\"", "hmac-sha256", "ed25519"),
                mistake(with("signed", "{bdy}"), "signed", "{bdy}", "{body}"),
                mistake(with("signed", "{timestamp}.{body}"), "timestamp", "say in which header"),
                mistake(with("signed", "{id}.{body}"), "id", "name the header"),
                mistake(with("signed", "{id}{url}"), "signed", "run together"),
                mistake(with("timestamp", Map.of("unit", "seconds")), "timestamp.header", "is missing"),
                mistake(with("timestamp", Map.of("header", "T", "body", "/t")), "timestamp.body", "one of the two"),
                mistake(with("timestamp", Map.of("body", "t")), "timestamp.body", "\"t\"", "begins with a slash"),
                mistake(
                        with("timestamp", Map.of("header", "T", "unit", "minutes")),
                        "timestamp.unit",
                        "\"minutes\"",
                        "seconds, millis"),
                mistake(
                        with("timestamp", Map.of("header", "T", "tolerance", 300)),
                        "timestamp.tolerance",
                        "300",
                        "quotes"),
                mistake(
                        with("timestamp", Map.of("header", "T", "tolerance", "5 minutes")),
                        "timestamp.tolerance",
                        "5 minutes",
                        "300s, 5m"),
                mistake(with("timestamp", Map.of("header", "T", "tolerance", "0s")), "timestamp.tolerance", "0s"),
                mistake(with("timestamp", Map.of("header", "T", "tolerance", "601s")), "timestamp.tolerance", "601s"),
                mistake(with("secret", "base32"), "secret", "\"base32\"", "utf8, hex, base64"),
                mistake(with("secret-min-bytes", 13), "secret-min-bytes", "13", "14"),
                mistake(with("secret-min-bytes", "many"), "secret-min-bytes", "\"many\"", "whole number"),
                mistake(with("secret-prefix", "a b"), "secret-prefix", "visible ASCII"),
                mistake(with("url-decode", ":/"), "url-decode", "not signed"),
                mistake(with("public-key", Map.of("prefix", "whpk_")), "public-key.format", "is missing"),
                mistake(with("or-headers", Map.of("signature", "Y", "id", "Z")), "or-headers", "same kinds"),
                mistake(with("token", Map.of("header", "X")), "token", "together with signature"),
                mistake(Map.of("bearer", "abc"), "bearer", "\"abc\"", "bearer: true"),
                mistake(Map.of("token", "cookie"), "token", "\"cookie\""),
                mistake(Map.of("token", Map.of()), "token.header", "is missing"),
                mistake(Map.of("path", true, "signed", "{body}"), "signed", "belongs to signatures"),
                mistake(Map.of("none", true), "none", "accepted"),
                mistake(Map.of("preset", "githb"), "preset", "\"githb\"", "github"));
    }

    private static Arguments mistake(Map<String, ?> document, String key, String... said) {
        return Arguments.of(document, key, List.of(said));
    }

    private static Map<String, Object> with(String key, Object value) {
        return Map.of("signature", SIGNATURE, key, value);
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void mistake_isNamedWithKeyValueAndMend(Map<String, ?> document, String key, List<String> said) {
        assertThatExceptionOfType(SchemeDocumentException.class)
                .isThrownBy(() -> SchemeDocument.read(document))
                .satisfies(mistake -> assertThat(mistake.key()).isEqualTo(key))
                .satisfies(mistake -> assertThat(mistake).hasMessageContainingAll(said.toArray(String[]::new)));
    }

    @Test
    void yaml_quotesWhatYamlWouldTakeForSomethingElse() {
        assertThat(SchemeDocument.toYaml(Schemes.slack())).isEqualTo("""
                        algorithm: hmac-sha256
                        signature:
                          header: X-Slack-Signature
                          format: "v0={hex}"
                        signed: "v0:{timestamp}:{body}"
                        timestamp:
                          header: X-Slack-Request-Timestamp
                          unit: seconds
                          tolerance: 5m
                        secret: utf8
                        """);
    }

    @Test
    void yaml_valueThatIsNoText_isNotQuoted() {
        assertThat(SchemeDocument.toYaml(SharedSecretScheme.basic())).isEqualTo("basic: true\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "no", "off", "null", "Y"})
    void yaml_headerThatReadsAsAnotherType_isQuoted(String header) {
        assertThat(SchemeDocument.toYaml(SharedSecretScheme.header(header)))
                .isEqualTo(header.equals("Y") ? "token:\n  header: Y\n" : "token:\n  header: \"" + header + "\"\n");
    }
}
