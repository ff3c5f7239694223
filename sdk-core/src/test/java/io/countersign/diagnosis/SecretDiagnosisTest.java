package io.countersign.diagnosis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.diagnosis.Diagnosis.Cause;
import io.countersign.scheme.Schemes;
import io.countersign.scheme.SharedSecretScheme;
import io.countersign.scheme.SignatureScheme;
import io.countersign.scheme.TimestampRule;
import io.countersign.secret.LiveSecrets;
import io.countersign.secret.SecretRing;
import io.countersign.secret.SigningSecret;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class SecretDiagnosisTest {
    private static final String STRIPE = "whsec_test_secret";
    private static final String GITHUB = "It's a Secret to Everybody";

    @Test
    void secretWithAFinalNewline_isExplained() {
        one(Captured.gitHub().secret(GITHUB + "\n"), Cause.SECRET_WHITE_SPACE)
                .isEqualTo("secret \"2026-11\" begins or ends in white space; remove it where the secret is stored (a"
                        + " final newline in a file is the usual cause)");
        one(Captured.gitHub().secret(" " + GITHUB + "\r\n"), Cause.SECRET_WHITE_SPACE);
    }

    @Test
    void secretThatEndsInANewlineAtTheSender_isExplained() {
        // As if the sender's own secret were the text with its last character.
        one(Captured.stripeSignedWith("whsec_test_secret\n").secret(STRIPE), Cause.SECRET_WHITE_SPACE)
                .contains("the sender's copy of secret \"2026-11\" ends in a line end");
    }

    @Test
    void secretInQuotes_isExplained() {
        one(Captured.gitHub().secret("\"" + GITHUB + "\""), Cause.SECRET_QUOTED)
                .contains("was stored with the quotes around it");
        one(Captured.slack().secret("'8f742231b10e8888abcd99yyyzzz85a5'"), Cause.SECRET_QUOTED);
    }

    @Test
    void prefixThatWasDropped_isExplained() {
        one(Captured.stripe().secret("test_secret"), Cause.SECRET_PREFIX)
                .contains("secret \"2026-11\" lacks the prefix \"whsec_\"");
    }

    @Test
    void prefixThatWasKept_isExplained() {
        one(Captured.slack().secret("whsec_8f742231b10e8888abcd99yyyzzz85a5"), Cause.SECRET_PREFIX)
                .contains("without its prefix; set secret-prefix: whsec_");
    }

    @Test
    void secretThatTheSchemeDoesNotDecode_isExplained() {
        SignatureScheme standard = Schemes.standardWebhooks();
        SignatureScheme undecoded = SignatureScheme.hmacSha256(standard.header(), standard.format())
                .list(standard.list())
                .signed(standard.signed())
                .timestamp(TimestampRule.secondsInHeader("webhook-timestamp"))
                .idHeader("webhook-id")
                .build();

        one(Captured.standardWebhooks().scheme(undecoded), Cause.SECRET_ENCODING)
                .isEqualTo("the sender's key is what the text says in base64 of secret \"2026-11\", without its prefix;"
                        + " set secret: base64 and secret-prefix: whsec_ in the scheme");
        one(
                        Captured.standardWebhooks().scheme(undecoded).secret("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"),
                        Cause.SECRET_ENCODING)
                .contains("set secret: base64 in the scheme");
    }

    @Test
    void secretThatTheSchemeDecodes_andTheSenderDoesNot_isExplained() {
        SignatureScheme decoding = Captured.withSecretInBase64(Schemes.stripe());

        one(Captured.stripe().scheme(decoding), Cause.SECRET_ENCODING)
                .contains("the sender's key is the text of secret \"2026-11\", its prefix included; set secret: utf8");
    }

    @Test
    void secretInHexadecimal_isExplained() {
        String hex = HexFormat.of().formatHex(GITHUB.getBytes(UTF_8));

        one(Captured.gitHub().secret(hex), Cause.SECRET_ENCODING).contains("set secret: hex in the scheme");
    }

    @Test
    void secretInBase64OfAnySpelling_isExplained() {
        String unpadded = Base64.getUrlEncoder().withoutPadding().encodeToString(GITHUB.getBytes(UTF_8));

        one(Captured.gitHub().secret(unpadded), Cause.SECRET_ENCODING).contains("set secret: base64 in the scheme");
    }

    @Test
    void expiredSecret_isNamedWithTheEndOfItsWindow() {
        Captured stripe = Captured.stripe();
        SecretRing ring = SecretRing.of(SigningSecret.of("2018-08", "another secret"))
                .andUntil(SigningSecret.of("2018-07", STRIPE), stripe.at());

        one(stripe.ring(ring), Cause.SECRET_EXPIRED)
                .isEqualTo("it was signed with secret \"2018-07\", whose window ended at 2018-08-02T10:10:20Z; let the"
                        + " sender use the current secret, or extend accept-until");
    }

    @Test
    void secretThatIsNotAcceptedYet_isNamedWithTheBeginOfItsWindow() {
        Captured stripe = Captured.stripe();
        SecretRing ring = SecretRing.of(SigningSecret.of("2018-08", "another secret"))
                .andFrom(SigningSecret.of("2018-09", STRIPE), stripe.at().plus(Duration.ofHours(1)));

        one(stripe.ring(ring), Cause.SECRET_NOT_YET_ACCEPTED)
                .contains("secret \"2018-09\", which is accepted only from 2018-08-02T11:10:20Z on");
    }

    @Test
    void revokedSecret_isNamed() {
        LiveSecrets secrets = LiveSecrets.of(
                SecretRing.of(SigningSecret.of("new", "another secret"), SigningSecret.of("stolen", GITHUB)));
        secrets.revoke("stolen");

        one(Captured.gitHub().ring(secrets.ring()), Cause.SECRET_REVOKED)
                .contains("secret \"stolen\", which was revoked");
    }

    @Test
    void ringWithoutALiveSecret_isExplainedByTheOneThatMatches() {
        Captured gitHub = Captured.gitHub();
        SecretRing ring = SecretRing.of(SigningSecret.of("old", GITHUB).acceptUntil(gitHub.at()));

        one(gitHub.ring(ring), Cause.SECRET_EXPIRED).contains("secret \"old\"");
    }

    @Test
    void tokenInAnotherPlace_isExplained() {
        one(Captured.elastio("Authorization", "Bearer 0123456789abcdef"), Cause.CREDENTIALS_PLACE)
                .isEqualTo("the sender shows its secret as bearer authentication, not in the header X-Api-Key; change"
                        + " one of the two");
        one(Captured.elastio("X-Elastio-Key", "0123456789abcdef"), Cause.CREDENTIALS_PLACE)
                .contains("in the header X-Elastio-Key");
        one(Captured.elastio("X-Other", "none").url("/webhooks/elastio/0123456789abcdef"), Cause.CREDENTIALS_PLACE)
                .contains("at the end of the path")
                .doesNotContain("0123456789abcdef");
    }

    @Test
    void tokenWithAWordBeforeIt_isExplained() {
        one(Captured.elastio("X-Api-Key", "Bearer 0123456789abcdef"), Cause.SECRET_PREFIX)
                .contains("after the word \"Bearer\"");
        one(
                        Captured.elastio("Authorization", "Bearer 0123456789abcdef")
                                .scheme(SharedSecretScheme.bearer())
                                .secret("Bearer 0123456789abcdef"),
                        Cause.SECRET_PREFIX)
                .contains("stored with the word \"Bearer\" before it");
    }

    @Test
    void basicCredentialsStoredInBase64_areExplained() {
        // The vector of Elastio's handler: user:password1234.
        one(
                        Captured.elastio("Authorization", "Basic dXNlcjpwYXNzd29yZDEyMzQ=")
                                .scheme(SharedSecretScheme.basic())
                                .secret("dXNlcjpwYXNzd29yZDEyMzQ="),
                        Cause.SECRET_ENCODING)
                .contains("stored in base64");
    }

    @Test
    void secretThatIsAnother_isNotExplained_andSaysWhatToDo() {
        Diagnosis diagnosis = Captured.gitHub().secret("Somebody else's secret").diagnose();

        assertThat(diagnosis.findings()).isEmpty();
        assertThat(diagnosis.sentence()).startsWith("none of the known causes explains it; most likely");
    }

    private static org.assertj.core.api.AbstractStringAssert<?> one(Captured captured, Cause cause) {
        return Explained.by(captured, cause);
    }
}
