package io.countersign.verify;

import static io.countersign.verify.Requests.NOW;
import static io.countersign.verify.Requests.bytes;
import static io.countersign.verify.Requests.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.countersign.scheme.Scheme;
import io.countersign.scheme.Schemes;
import io.countersign.scheme.SharedSecretScheme;
import io.countersign.secret.SecretRing;
import io.countersign.secret.SigningSecret;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SharedSecretTest {
    private static final byte[] BODY = bytes("{}");
    private static final SigningSecret TOKEN = SigningSecret.of("token", "s3cret-T0ken");
    private static final SigningSecret BASIC = SigningSecret.basic("basic", "elastio", "pass:word with \u00fcmlaut");

    private static Verification verify(Scheme scheme, SigningSecret secret, Delivery delivery) {
        return WebhookVerifier.builder(scheme)
                .secrets(SecretRing.of(secret))
                .build()
                .verify(delivery);
    }

    private static Delivery with(String header, String value) {
        return post(BODY).header(header, value).build();
    }

    private static Verification rejected(RejectionReason reason) {
        return new Verification.Rejected(reason);
    }

    private static String basicHeader(SigningSecret secret) {
        return "Basic " + Base64.getEncoder().encodeToString(secret.revealValue());
    }

    @Test
    void header_right_isVerifiedAsASharedSecret() {
        Verification verdict = verify(Schemes.mar(), TOKEN, with("x-webhook-secret", " s3cret-T0ken "));

        assertThat(verdict).isInstanceOfSatisfying(Verification.Verified.class, verified -> {
            assertThat(verified.delivery().trust()).isEqualTo(Trust.SHARED_SECRET);
            assertThat(verified.delivery().secretId()).contains("token");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"S3cret-T0ken", "s3cret-T0ke", "s3cret-T0kenn", "x", "s3cret-T0ken\u0000"})
    void header_wrong_isAMismatch(String value) {
        assertThat(verify(Schemes.mar(), TOKEN, with("X-Webhook-Secret", value)))
                .isEqualTo(rejected(RejectionReason.CREDENTIALS_MISMATCH));
    }

    @Test
    void header_absentEmptyOrTwice_isRefused() {
        Delivery twice = post(BODY)
                .header("X-Webhook-Secret", "s3cret-T0ken")
                .header("X-Webhook-Secret", "s3cret-T0ken")
                .build();

        assertThat(verify(Schemes.mar(), TOKEN, post(BODY).build()))
                .isEqualTo(rejected(RejectionReason.CREDENTIALS_MISSING));
        assertThat(verify(Schemes.mar(), TOKEN, with("X-Webhook-Secret", " ")))
                .isEqualTo(rejected(RejectionReason.CREDENTIALS_MALFORMED));
        assertThat(verify(Schemes.mar(), TOKEN, twice)).isEqualTo(rejected(RejectionReason.HEADER_REPEATED));
    }

    @Test
    void header_characterThatCannotHaveBeenSent_isNotTakenForAQuestionMark() {
        assertThat(verify(Schemes.mar(), SigningSecret.of("q", "a?"), with("X-Webhook-Secret", "a\u0100")))
                .isEqualTo(rejected(RejectionReason.CREDENTIALS_MALFORMED));
    }

    @Test
    void basic_right_isVerifiedWhateverTheCaseOfItsWord() {
        for (String word : new String[] {"Basic", "basic", "BASIC"}) {
            assertThat(verify(
                            SharedSecretScheme.basic(),
                            BASIC,
                            with("Authorization", basicHeader(BASIC).replace("Basic", word))))
                    .isInstanceOf(Verification.Verified.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic", "Basic ", "Basic ???", "Bearer abc", "Basicabc", "Basic YQ", ""})
    void basic_malformed_isRefused(String value) {
        assertThat(verify(SharedSecretScheme.basic(), BASIC, with("Authorization", value)))
                .isEqualTo(rejected(RejectionReason.CREDENTIALS_MALFORMED));
    }

    @Test
    void basic_otherPassword_isAMismatch() {
        SigningSecret other = SigningSecret.basic("other", "elastio", "password");

        assertThat(verify(SharedSecretScheme.basic(), BASIC, with("Authorization", basicHeader(other))))
                .isEqualTo(rejected(RejectionReason.CREDENTIALS_MISMATCH));
    }

    @Test
    void basic_secretWithoutAUserName_isRefusedAtStart() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        verify(SharedSecretScheme.basic(), TOKEN, post(BODY).build()))
                .withMessageContaining("SigningSecret.basic");
    }

    @Test
    void bearer_rightAndWrong_areToldApart() {
        Scheme bearer = SharedSecretScheme.bearer();

        assertThat(verify(bearer, TOKEN, with("Authorization", "bearer s3cret-T0ken")))
                .isInstanceOf(Verification.Verified.class);
        assertThat(verify(bearer, TOKEN, with("Authorization", "Bearer s3cret")))
                .isEqualTo(rejected(RejectionReason.CREDENTIALS_MISMATCH));
        assertThat(verify(bearer, TOKEN, with("Authorization", "Basic s3cret-T0ken")))
                .isEqualTo(rejected(RejectionReason.CREDENTIALS_MALFORMED));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/webhooks/metaplane/s3cret-T0ken",
                "https://example.com/webhooks/metaplane/s3cret-T0ken?test=1",
            })
    void path_tokenAtItsEnd_isVerified(String url) {
        assertThat(verify(SharedSecretScheme.path(), TOKEN, to(url))).isInstanceOf(Verification.Verified.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/webhooks/metaplane",
                "/webhooks/metaplane/",
                "/s3cret-T0ken/",
                "/webhooks/metaplane?x=/s3cret-T0ken",
                "/webhooks/metaplane/s3cret-T0ken;a=b",
                "",
                "/%73%33cret-T0ken"
            })
    void path_anythingElse_isRefused(String url) {
        assertThat(verify(SharedSecretScheme.path(), TOKEN, to(url))).isInstanceOf(Verification.Rejected.class);
    }

    private static Delivery to(String url) {
        return Delivery.post(url).body(BODY).receivedAt(NOW).build();
    }

    @Test
    void path_secretThatCannotStandInAPath_isRefusedAtStart() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> verify(SharedSecretScheme.path(), SigningSecret.of("slash", "a/b"), to("/")))
                .withMessageContaining("\"slash\"")
                .withMessageNotContaining("a/b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearex s3cret-T0ken", "Bearers3cret-T0ken", "Bearer\ts3cret-T0ken", "Basic s3cret-T0ken"})
    void bearer_otherWordOrNoSpaceBehindIt_isMalformed(String value) {
        assertThat(verify(SharedSecretScheme.bearer(), TOKEN, with("Authorization", value)))
                .isEqualTo(rejected(RejectionReason.CREDENTIALS_MALFORMED));
    }

    @Test
    void basic_userNameOfOneCharacter_isEnough() {
        SigningSecret shortName = SigningSecret.basic("basic", "u", "a-password-of-enough-bytes");

        assertThat(verify(SharedSecretScheme.basic(), shortName, with("Authorization", basicHeader(shortName))))
                .isInstanceOf(Verification.Verified.class);
    }

    @Test
    void header_secretWithAColon_isLookedAtWhole() {
        SigningSecret colon = SigningSecret.of("colon", "a-name:changeme");

        assertThat(verify(Schemes.mar(), colon, with("X-Webhook-Secret", "a-name:changeme")))
                .isInstanceOf(Verification.Verified.class);
    }
}
