package io.countersign.verify;

import static io.countersign.verify.Requests.NOW;
import static io.countersign.verify.Requests.bytes;
import static io.countersign.verify.Requests.hmacHex;
import static io.countersign.verify.Requests.post;
import static io.countersign.verify.Requests.statusPulse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.countersign.internal.Ed25519Key;
import io.countersign.internal.HmacKey;
import io.countersign.internal.Sha256;
import io.countersign.scheme.Scheme;
import io.countersign.scheme.Schemes;
import io.countersign.scheme.SecretFormat;
import io.countersign.scheme.SharedSecretScheme;
import io.countersign.scheme.SignatureAlgorithm;
import io.countersign.scheme.SignatureScheme;
import io.countersign.secret.LiveSecrets;
import io.countersign.secret.SecretRing;
import io.countersign.secret.SecretSource;
import io.countersign.secret.SigningSecret;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** What a verifier makes of its secrets: at the start, and when they change. */
class VerifierSecretsTest {
    private static final byte[] BODY = bytes("{\"event_type\":\"incident_opened\"}");
    private static final SigningSecret A = SigningSecret.of("a", "value-of-the-secret-a");
    private static final SigningSecret B = SigningSecret.of("b", "value-of-the-secret-b");
    private static final SigningSecret SHORT = SigningSecret.of("a", "too-short");

    private final Logger logger = (Logger) LoggerFactory.getLogger(WebhookVerifier.class);
    private final ListAppender<ILoggingEvent> said = new ListAppender<>();

    @BeforeEach
    void listen() {
        said.start();
        logger.setAdditive(false);
        logger.setLevel(Level.INFO);
        logger.addAppender(said);
    }

    @AfterEach
    void listenNoLonger() {
        logger.detachAppender(said);
        logger.setAdditive(true);
        logger.setLevel(null);
    }

    private List<String> said() {
        return said.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    private static WebhookVerifier verifier(SecretSource source) {
        return WebhookVerifier.builder(Schemes.statusPulse()).secrets(source).build();
    }

    private static WebhookVerifier verifier(Scheme scheme, SigningSecret... secrets) {
        return WebhookVerifier.builder(scheme).secrets(SecretRing.of(secrets)).build();
    }

    /** The id that matched, or the reason and the revoked id. */
    private static String verdict(WebhookVerifier verifier, Delivery delivery) {
        Verification verdict = verifier.verify(delivery);
        if (verdict instanceof Verification.Verified verified) {
            return verified.delivery().secretId().orElseThrow();
        }
        Verification.Rejected rejected = (Verification.Rejected) verdict;
        return rejected.reason() + (rejected.revokedSecret() == null ? "" : " " + rejected.revokedSecret());
    }

    private static String verdict(WebhookVerifier verifier, SigningSecret signer) {
        return verdict(verifier, statusPulse(signer, BODY).build());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "It's a Secret to Everybody",
                "your-webhook-secret",
                "change_me_in_production",
                "xxxxxxxxxxxxxxxx"
            })
    void build_sampleForASecret_isRefusedByItsIdWithoutShowingIt(String sample) {
        WebhookVerifier.Builder builder = WebhookVerifier.builder(Schemes.github())
                .secrets(SecretRing.of(A, SigningSecret.of("2026-11", sample)));

        assertThatIllegalArgumentException()
                .isThrownBy(builder::build)
                .withMessage("secret \"2026-11\" is a sample out of a manual or an example file, which anybody knows;"
                        + " let the provider generate one");
        assertThat(builder.allowWeakSecrets().build()).isNotNull();
    }

    @Test
    void build_sampleWithAPrefixThatIsPartOfTheFormat_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> verifier(
                        Schemes.standardWebhooks(), SigningSecret.of("sw", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")))
                .withMessageContaining("\"sw\" is a sample");
    }

    @Test
    void build_sampleForATokenOrAPassword_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> verifier(SharedSecretScheme.bearer(), SigningSecret.of("token", "changeme")))
                .withMessageContaining("\"token\" is a sample");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> verifier(SharedSecretScheme.basic(), SigningSecret.basic("b", "webhooks", "changeme")))
                .withMessageContaining("\"b\" is a sample");
        assertThat(verifier(SharedSecretScheme.basic(), SigningSecret.basic("b", "secret", "s3cret-T0ken")))
                .isNotNull();
        assertThat(WebhookVerifier.builder(SharedSecretScheme.bearer())
                        .secrets(SecretRing.of(SigningSecret.of("token", "changeme")))
                        .allowWeakSecrets()
                        .build())
                .isNotNull();
    }

    @Test
    void build_keyAndTheSameKeyWithAZeroByte_areWarnedOfAsOne() {
        byte[] key = bytes("a-key-of-some-bytes");
        verifier(
                Schemes.statusPulse(),
                SigningSecret.of("short", key),
                SigningSecret.of("padded", Arrays.copyOf(key, key.length + 1)));

        assertThat(said())
                .containsExactly("secrets \"short\" and \"padded\" are one and the same key; let the provider generate"
                        + " another, or remove one of them");
    }

    @Test
    void build_keyLongerThanABlockAndItsDigest_areWarnedOfAsOne() {
        byte[] block = bytes("0123456789abcdef".repeat(4));
        byte[] longer = Arrays.copyOf(block, 65);
        verifier(
                Schemes.statusPulse(),
                SigningSecret.of("long", longer),
                SigningSecret.of("digest", Sha256.of(longer)),
                SigningSecret.of("block", block),
                SigningSecret.of("digest-of-block", Sha256.of(block)));

        assertThat(said()).singleElement().asString().contains("\"long\" and \"digest\"");
    }

    @Test
    void build_oneTokenUnderTwoIds_isWarnedOf() {
        verifier(
                SharedSecretScheme.bearer(),
                SigningSecret.of("one", "s3cret-T0ken"),
                SigningSecret.of("two", "s3cret-T0ken"),
                SigningSecret.of("three", "s3cret-T0ken\0"));

        assertThat(said()).singleElement().asString().contains("\"one\" and \"two\"");
    }

    @Test
    void build_oneSecretWithAndWithoutItsPrefix_isWarnedOf() {
        verifier(
                Schemes.standardWebhooks(),
                SigningSecret.of("with", "whsec_Y291bnRlcnNpZ24gdGVzdHMsIDI2IGJ5dGU="),
                SigningSecret.of("without", "Y291bnRlcnNpZ24gdGVzdHMsIDI2IGJ5dGU="));

        assertThat(said()).singleElement().asString().contains("\"with\" and \"without\"");
    }

    @Test
    void verify_ringThatRepeatsAKey_isWarnedOfOnce() {
        AtomicReference<SecretRing> source = new AtomicReference<>(SecretRing.of(A));
        WebhookVerifier verifier = verifier(source::get);
        for (int i = 0; i < 3; i++) {
            source.set(SecretRing.of(A, SigningSecret.of("again", A.revealValue())));
            assertThat(verdict(verifier, A)).isEqualTo("a");
        }

        assertThat(said()).hasSize(1);
    }

    @Test
    void verify_revokedSecret_isRefusedAsSuchAndNamed() {
        LiveSecrets secrets = LiveSecrets.of(SecretRing.of(A, B));
        WebhookVerifier verifier = verifier(secrets);
        assertThat(verdict(verifier, A)).isEqualTo("a");
        secrets.revoke("a");

        assertThat(verdict(verifier, A)).isEqualTo("SECRET_REVOKED a");
        assertThat(verdict(verifier, B)).isEqualTo("b");
        assertThat(verdict(verifier, SigningSecret.of("c", "value-of-the-secret-c")))
                .isEqualTo("SIGNATURE_MISMATCH");
    }

    @Test
    void verify_deliverySignedWithARevokedAndALiveSecret_isAccepted() {
        LiveSecrets secrets = LiveSecrets.of(SecretRing.of(A, B));
        secrets.revoke("a");
        Delivery dual = post(BODY)
                .header("X-StatusPulse-Signature", hmacHex(A, BODY) + "," + hmacHex(B, BODY))
                .build();

        assertThat(verdict(verifier(secrets), dual)).isEqualTo("b");
    }

    @Test
    void verify_revokedSecretUnderAnotherSpelling_isRefused() {
        byte[] key = bytes("a-key-of-some-bytes");
        SigningSecret padded = SigningSecret.of("padded", Arrays.copyOf(key, key.length + 1));
        LiveSecrets secrets = LiveSecrets.of(SecretRing.of(SigningSecret.of("plain", key), padded, B));
        WebhookVerifier verifier = verifier(secrets);
        secrets.revoke("plain");

        assertThat(verdict(verifier, padded)).startsWith("SECRET_REVOKED");
        assertThat(verdict(verifier, B)).isEqualTo("b");
    }

    @Test
    void verify_whereEverySecretIsRevoked_tellsTheRevokedFromTheRest() {
        LiveSecrets secrets = LiveSecrets.of(SecretRing.of(A));
        WebhookVerifier verifier = verifier(secrets);
        secrets.revoke("a");

        assertThat(verdict(verifier, A)).isEqualTo("SECRET_REVOKED a");
        assertThat(verdict(verifier, B)).isEqualTo("NO_LIVE_SECRET");
    }

    @Test
    void verify_revokedToken_isRefusedAsSuch() {
        SigningSecret token = SigningSecret.of("token", "s3cret-T0ken");
        LiveSecrets secrets = LiveSecrets.of(SecretRing.of(token, B));
        WebhookVerifier verifier = WebhookVerifier.builder(SharedSecretScheme.bearer())
                .secrets(secrets)
                .build();
        secrets.revoke("token");

        assertThat(verdict(
                        verifier,
                        post(BODY)
                                .header("Authorization", "Bearer s3cret-T0ken")
                                .build()))
                .isEqualTo("SECRET_REVOKED token");
    }

    @Test
    void verify_expiredSecretThatWasRevoked_isStillNoticed() {
        LiveSecrets secrets = LiveSecrets.of(SecretRing.of(B).andUntil(A, NOW.minus(Duration.ofDays(1))));
        WebhookVerifier verifier = verifier(secrets);
        assertThat(verdict(verifier, A)).isEqualTo("SIGNATURE_MISMATCH");
        secrets.revoke("a");

        assertThat(verdict(verifier, A)).isEqualTo("SECRET_REVOKED a");
    }

    @Test
    void verify_ringWhoseSecretCannotBeOne_keepsTheKeyThatItsIdHad() {
        AtomicReference<SecretRing> source = new AtomicReference<>(SecretRing.of(A));
        WebhookVerifier verifier = verifier(source::get);
        source.set(SecretRing.of(SHORT, B));

        assertThat(verdict(verifier, A)).isEqualTo("a");
        assertThat(verdict(verifier, B)).isEqualTo("b");
        assertThat(said())
                .containsExactly("secret \"a\" makes a key of 9 bytes; at least 14 are needed, so let the provider"
                        + " generate a longer one. Until then the key that was there before stays in use");
        assertThat(said().toString()).doesNotContain("too-short");
    }

    @Test
    void verify_keyThatStays_hasTheWindowOfTheNewRing() {
        AtomicReference<SecretRing> source = new AtomicReference<>(SecretRing.of(A));
        WebhookVerifier verifier = verifier(source::get);
        source.set(SecretRing.of(SHORT.acceptUntil(NOW), B));

        assertThat(verdict(verifier, A)).isEqualTo("SIGNATURE_MISMATCH");
    }

    @Test
    void verify_secretThatCannotBeOneAndHadNoKeyBefore_costsTheOthersNothing() {
        AtomicReference<SecretRing> source = new AtomicReference<>(SecretRing.of(B));
        WebhookVerifier verifier = verifier(source::get);
        source.set(SecretRing.of(B, SHORT));

        assertThat(verdict(verifier, B)).isEqualTo("b");
        assertThat(said()).singleElement().asString().contains("\"a\"").doesNotContain("stays in use");

        source.set(SecretRing.of(SHORT));
        assertThat(verdict(verifier, B)).isEqualTo("SECRETS_UNAVAILABLE");
    }

    @Test
    void verify_sampleThatComesWhileDeliveriesArrive_isNotTaken() {
        SigningSecret sample = SigningSecret.of("a", "change_me_in_production");
        AtomicReference<SecretRing> source = new AtomicReference<>(SecretRing.of(A));
        WebhookVerifier verifier = verifier(source::get);
        source.set(SecretRing.of(sample));

        assertThat(verdict(verifier, sample)).isEqualTo("SIGNATURE_MISMATCH");
        assertThat(verdict(verifier, A)).isEqualTo("a");
    }

    @Test
    void verify_ringThatStaysTheSame_isNotKeyedAgain() {
        WebhookVerifier verifier =
                verifier(Schemes.statusPulse(), A, SigningSecret.of("twin", "value-of-the-secret-a"));

        verifier.verify(statusPulse(A, BODY).build());
        verifier.verify(statusPulse(A, BODY).build());

        assertThat(said()).hasSize(1);
    }

    @Test
    void build_secretInAnotherSpelling_isRefusedWithTheSpellingThatItNeeds() {
        Scheme hexadecimal = SignatureScheme.hmacSha256("X-Acme-Signature", "{hex}")
                .secret(new SecretFormat(SecretFormat.Encoding.HEX, null, SecretFormat.FLOOR_BYTES))
                .build();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> WebhookVerifier.builder(hexadecimal)
                        .secrets(SecretRing.of(SigningSecret.of("a", "not hexadecimal digits at all")))
                        .build())
                .withMessage("secret \"a\" is not hexadecimal, as this provider's secrets are; copy it again from the"
                        + " provider");
    }

    @Test
    void build_secretThatIsNothingButItsPrefix_isRefusedHoweverWeakOnesAreAllowed() {
        WebhookVerifier.Builder builder = WebhookVerifier.builder(Schemes.standardWebhooks())
                .secrets(SecretRing.of(SigningSecret.of("prefix", "whsec_")))
                .allowWeakSecrets();

        assertThatIllegalArgumentException()
                .isThrownBy(builder::build)
                .withMessageContaining("\"prefix\"")
                .withMessageContaining("base64 after \"whsec_\"");
    }

    @Test
    void decoy_isOfTheSchemesKindAndAnotherEachTime() {
        assertThat(SecretKeys.decoy(SignatureAlgorithm.ED25519)).isInstanceOf(Ed25519Key.class);
        assertThat(SecretKeys.decoy(SignatureAlgorithm.HMAC_SHA256)).isInstanceOf(HmacKey.class);
        assertThat(SecretKeys.decoyBytes()).isNotEqualTo(SecretKeys.decoyBytes());
    }
}
