package io.countersign.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.diagnosis.Diagnosis.Cause;
import io.countersign.scheme.Schemes;
import io.countersign.scheme.SignatureAlgorithm;
import io.countersign.scheme.SignatureScheme;
import io.countersign.scheme.TimestampRule;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SchemeDiagnosisTest {

    @Test
    void hexWhereTheSchemeSaysBase64_isExplained() {
        Explained.by(
                        Captured.gitHub()
                                .scheme(SignatureScheme.hmacSha256("X-Hub-Signature-256", "sha256={base64}")
                                        .build()),
                        Cause.SIGNATURE_ENCODING)
                .isEqualTo("the signature is written as \"sha256={hex}\", not as \"sha256={base64}\"; set format:"
                        + " \"sha256={hex}\" in the scheme");
    }

    @Test
    void base64WhereTheSchemeSaysHex_isExplained() {
        Explained.by(
                        Captured.shopify()
                                .scheme(SignatureScheme.hmacSha256("X-Shopify-Hmac-Sha256", "{hex}")
                                        .build()),
                        Cause.SIGNATURE_ENCODING)
                .contains("written as \"{base64}\", not as \"{hex}\"");
    }

    @Test
    void otherPrefix_isExplained() {
        Explained.by(
                        Captured.gitHub()
                                .scheme(SignatureScheme.hmacSha256("X-Hub-Signature-256", "v1={hex}")
                                        .build()),
                        Cause.SIGNATURE_PREFIX)
                .contains("written as \"sha256={hex}\", not as \"v1={hex}\"");
    }

    @Test
    void missingPrefix_isExplained() {
        Explained.by(Captured.gitHub().header("X-Hub-Signature-256", Captured.GITHUB_HEX), Cause.SIGNATURE_PREFIX)
                .contains("written as \"{hex}\", not as \"sha256={hex}\"");
    }

    @Test
    void otherAlgorithm_isExplained() {
        Explained.by(
                        Captured.gitHub()
                                .scheme(SignatureScheme.with(
                                                SignatureAlgorithm.HMAC_SHA512, "X-Hub-Signature-256", "sha256={hex}")
                                        .build()),
                        Cause.ALGORITHM)
                .contains("made with hmac-sha256")
                .contains("set algorithm: hmac-sha256 and format: \"sha256={hex}\"");
    }

    @Test
    void severalSignaturesWhereTheSchemeKnowsOne_areExplained() {
        String other = "sha256=" + "0".repeat(64);

        Explained.by(
                        Captured.gitHub().header("X-Hub-Signature-256", other + ", sha256=" + Captured.GITHUB_HEX),
                        Cause.SIGNATURE_LIST)
                .contains("holds several signatures, as during a rotation; set list: comma");
    }

    @Test
    void otherContent_isExplained() {
        Explained.by(
                        Captured.slack()
                                .scheme(SignatureScheme.hmacSha256("X-Slack-Signature", "v0={hex}")
                                        .build()),
                        Cause.OTHER_PRESET)
                .contains("the preset slack");
        Explained.by(
                        Captured.slack()
                                .renameHeader("X-Slack-Signature", "X-Acme-Signature")
                                .renameHeader("X-Slack-Request-Timestamp", "X-Acme-Timestamp")
                                .scheme(SignatureScheme.hmacSha256("X-Acme-Signature", "v0={hex}")
                                        .build()),
                        Cause.SIGNED_CONTENT)
                .isEqualTo("the sender signs \"v0:{timestamp}:{body}\", not \"{body}\"; set signed:"
                        + " \"v0:{timestamp}:{body}\" and timestamp: { header: X-Acme-Timestamp } in the scheme");
    }

    @Test
    void pairsWhereTheSchemeSaysOneSignature_areExplained() {
        Explained.by(
                        Captured.stripe()
                                .renameHeader("Stripe-Signature", "X-Acme-Signature")
                                .scheme(SignatureScheme.hmacSha256("X-Acme-Signature", "sha256={hex}")
                                        .build()),
                        Cause.SIGNATURE_PREFIX)
                .contains("set format: \"t={timestamp},v1={hex}\" and signed: \"{timestamp}.{body}\"");
    }

    @Test
    void deliveryOfAnotherPreset_isExplained() {
        Explained.by(Captured.stripe().scheme(Schemes.github()), Cause.OTHER_PRESET)
                .contains("it is signed as the preset stripe says");
    }

    @Test
    void deliveryOfAnotherPreset_withAnotherSecret_isAHint() {
        Diagnosis diagnosis = Captured.stripe()
                .scheme(Schemes.github())
                .secret("another secret")
                .diagnose();

        assertThat(diagnosis.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.cause()).isEqualTo(Cause.OTHER_PRESET);
            assertThat(finding.proved()).isFalse();
            assertThat(finding.sentence()).contains("the preset stripe");
        });
    }

    @Test
    void headerWithUnderscores_isExplained() {
        Explained.by(Captured.gitHub().renameHeader("X-Hub-Signature-256", "X_Hub_Signature_256"), Cause.HEADER_NAME)
                .contains("the header X-Hub-Signature-256 came as X_Hub_Signature_256");
        Explained.by(
                Captured.gitHub().renameHeader("X-Hub-Signature-256", "HTTP_X_HUB_SIGNATURE_256"), Cause.HEADER_NAME);
        Explained.by(
                Captured.slack().renameHeader("X-Slack-Request-Timestamp", "Slack-Request-Timestamp"),
                Cause.HEADER_NAME);
    }

    @Test
    void headerThatOnlyResembles_isAHint_withoutTheStrangersName() {
        Diagnosis diagnosis = Captured.gitHub()
                .renameHeader("X-Hub-Signature-256", "X_Hub_Signature_256")
                .secret("another secret")
                .diagnose();

        assertThat(diagnosis.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.cause()).isEqualTo(Cause.HEADER_NAME);
            assertThat(finding.proved()).isFalse();
            assertThat(finding.sentence()).contains("X-Hub-Signature-256").doesNotContain("X_Hub");
        });
    }

    @Test
    void headerThatIsNotThereAtAll_isNamed() {
        Diagnosis diagnosis = Captured.gitHub()
                .renameHeader("X-Hub-Signature-256", "User-Agent")
                .diagnose();

        assertThat(diagnosis.findings()).isEmpty();
        assertThat(diagnosis.sentence())
                .startsWith("the header X-Hub-Signature-256 is missing, and none that is there resembles it");
    }

    @Test
    void timeInMilliseconds_isExplained() {
        SignatureScheme seconds = Schemes.hubSpot().toBuilder()
                .timestamp(TimestampRule.secondsInHeader("X-HubSpot-Request-Timestamp"))
                .build();

        Explained.by(Captured.hubSpot().scheme(seconds), Cause.TIMESTAMP_UNIT)
                .isEqualTo("the signed time is in milliseconds, not in seconds; set unit: millis for the timestamp");
    }

    @Test
    void timeInSeconds_isExplained() {
        Explained.by(
                        Captured.slack()
                                .scheme(Schemes.slack().toBuilder()
                                        .timestamp(TimestampRule.millisInHeader("X-Slack-Request-Timestamp"))
                                        .build()),
                        Cause.TIMESTAMP_UNIT)
                .contains("is in seconds, not in milliseconds");
    }

    @Test
    void signedTimeOutsideTheTolerance_isMeasured() {
        Captured slack = Captured.slack();
        Explained.by(slack.at(slack.at().plus(Duration.ofMinutes(7))), Cause.CLOCK)
                .isEqualTo(
                        "the signature is right, and the time that it signs is 7 min 0 s before its arrival: a replay, a"
                                + " late retry, or a clock that is wrong; set both clocks by NTP");
        Explained.by(slack.at(slack.at().minus(Duration.ofHours(1))), Cause.CLOCK)
                .contains("53 min 0 s after its arrival: the sender's clock is fast or ours is slow");
    }

    @Test
    void lateDeliveryWithAWrongSecretToo_isBoth() {
        Captured stripe = Captured.stripe().secret("whsec_test_secret\n");

        Explained.by(stripe.at(stripe.at().plus(Duration.ofDays(3))), Cause.SECRET_WHITE_SPACE, Cause.CLOCK)
                .contains("3 days before its arrival");
    }

    @Test
    void urlAsAProxyShowsIt_isExplained() {
        Explained.by(Captured.square().url("http://example.com/webhook"), Cause.URL)
                .isEqualTo(
                        "the sender signed another URL than the endpoint sees: with https instead of http; set public-url"
                                + " to the URL under which the sender calls");
        Explained.by(Captured.square().url("https://example.com:8443/webhook/"), Cause.URL)
                .contains("without the port, without the slash at its end");
        Explained.by(Captured.square().url("/webhook").header("Host", "example.com"), Cause.URL)
                .contains("with https, with the host that the request's headers name");
        Explained.by(
                        Captured.square().url("http://10.0.0.7:8080/webhook").header("X-Forwarded-Host", "example.com"),
                        Cause.URL)
                .doesNotContain("example.com");
    }

    @Test
    void formThatAProxyCalledByAnotherUrl_isExplained() {
        Explained.by(Captured.twilio().url("http://mycompany.com/myapp.php?foo=1&bar=2"), Cause.URL)
                .contains("with https instead of http");
        Explained.by(Captured.twilio().secret("12345\n"), Cause.SECRET_WHITE_SPACE);
    }

    @Test
    void renamedHeader_andSecretWithANewline_areTwoThingsAtOnce() {
        Explained.by(
                        Captured.gitHub()
                                .renameHeader("X-Hub-Signature-256", "X_Hub_Signature_256")
                                .secret("It's a Secret to Everybody\n"),
                        Cause.SECRET_WHITE_SPACE,
                        Cause.HEADER_NAME)
                .startsWith("2 things at once: ");
    }
}
