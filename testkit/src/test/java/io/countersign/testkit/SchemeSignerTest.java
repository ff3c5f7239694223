package io.countersign.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.countersign.scheme.Scheme;
import io.countersign.scheme.Schemes;
import io.countersign.scheme.SharedSecretScheme;
import io.countersign.scheme.SignatureScheme;
import io.countersign.scheme.UnauthenticatedScheme;
import io.countersign.secret.SecretRing;
import io.countersign.secret.SigningSecret;
import io.countersign.verify.Verification;
import io.countersign.verify.WebhookVerifier;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The published signatures come out again, and the core takes what is signed by its own schemes. */
class SchemeSignerTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final String URL = "https://hooks.example.com/webhooks/x";
    private static final byte[] BODY = "{\"webhookTimestamp\":1795255200000}".getBytes(UTF_8);

    /** The test key of the Standard Webhooks specification's asymmetric signatures, private and public half. */
    private static final String PRIVATE =
            "whsk_6Xb/dCcHpPea21PS1N9VY/NZW723CEc77N4rJCubMbfVKIDij2HKpMKkioLlX0dRqSKJp4AJ6p9lMicMFs6Kvg==";

    private static final String PUBLIC = "whpk_1SiA4o9hyqTCpIqC5V9HUakiiaeACeqfZTInDBbOir4=";

    /** The public half of the seed of 32 bytes E9, as the Python library "cryptography" computes it. */
    private static final String PUBLIC_OF_E9 = "0a81997d7673889d50f91fa0cf664f1c7a6ababd03f71cf0fe5d68ad7576d337";

    private static SigningSecret secret(String value) {
        return SigningSecret.of("s", value.getBytes(UTF_8));
    }

    private static String header(SignedRequest request, String name) {
        return request.headers().stream()
                .filter(header -> header.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow()
                .value();
    }

    private static String signed(
            String preset, String secret, String url, long at, String id, String body, String header) {
        return header(
                SchemeSigner.of(Schemes.byName(preset).orElseThrow(), secret(secret))
                        .clock(() -> Instant.ofEpochSecond(at))
                        .url(url)
                        .id(id)
                        .contentType(preset.equals("twilio") ? "application/x-www-form-urlencoded" : "application/json")
                        .build()
                        .deliver(body.getBytes(UTF_8)),
                header);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', textBlock = """
            github|It's a Secret to Everybody|/|0|x|Hello, World!|X-Hub-Signature-256|sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17
            shopify|steffi|/|0|x|{"foo":"bar"}|X-Shopify-Hmac-Sha256|/Redz4YXHLnSmmSN8grr5/Jl/Ua3d7yX3iWbjb8R8wo=
            square|asdf1234|https://example.com/webhook|0|x|{"hello":"world"}|x-square-hmacsha256-signature|2kRE5qRU2tR+tBGlDwMEw2avJ7QM4ikPYD/PJ3bd9Og=
            hubspot|yyyyyyyy-yyyy-yyyy-yyyy-yyyyyyyyyyyy|https://www.example.com/webhook_uri|1693657560|x|{'example_field':'example_value'}|X-HubSpot-Signature-v3|K36dawei4A+QBNolUOqo7s91KQDWQ5MXZ/QufNYuk/Y=
            standard-webhooks|whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw|/|1614265330|msg_p5jXN8AQM9LWM0D4loKWxJek|{"test": 2432232314}|webhook-signature|v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=
            standard-webhooks|whsk_6Xb/dCcHpPea21PS1N9VY/NZW723CEc77N4rJCubMbfVKIDij2HKpMKkioLlX0dRqSKJp4AJ6p9lMicMFs6Kvg==|/|1614265330|msg_p5jXN8AQM9LWM0D4loKWxJek|{"test": 2432232314}|webhook-signature|v1a,hnO3f9T8Ytu9HwrXslvumlUpqtNVqkhqw/enGzPCXe5BdqzCInXqYXFymVJaA7AZdpXwVLPo3mNl8EM+m7TBAg==
            twilio|12345|https://mycompany.com/myapp.php?foo=1&bar=2|0|x|Digits=1234&CallSid=CA1234567890ABCDE&To=%2B18005551212&Caller=%2B14158675309&From=%2B14158675309|X-Twilio-Signature|RSOYDt4T1cUTdK1PDd93/VVr8B8=
            """, delimiter = '|')
    void publishedSignature_comesOutAgain(
            String preset,
            String secret,
            String url,
            long at,
            String id,
            String body,
            String header,
            String signature) {
        assertThat(signed(preset, secret, url, at, id, body, header)).isEqualTo(signature);
    }

    static Iterable<String> presets() {
        return Schemes.names();
    }

    @ParameterizedTest
    @MethodSource("presets")
    void everyPreset_takesWhatIsSignedForIt_andNotWhatIsChanged(String preset) {
        Scheme scheme = Schemes.byName(preset).orElseThrow();
        boolean ed25519 = preset.equals("discord");
        boolean base64 = preset.equals("standard-webhooks") || preset.equals("svix");
        String signing = ed25519 ? "e9".repeat(32) : base64 ? PRIVATE : "0123456789abcdef01234567";
        String checking = ed25519 ? PUBLIC_OF_E9 : base64 ? PUBLIC : signing;
        SignedRequest request = SchemeSigner.of(scheme, secret(signing))
                .clock(() -> NOW)
                .url(URL)
                .build()
                .deliver(BODY);
        WebhookVerifier verifier = WebhookVerifier.builder(scheme)
                .secrets(SecretRing.of(secret(checking)))
                .build();

        Verification verdict = verifier.verify(request.toDelivery(URL, NOW));

        assertThat(verdict).as("%s", verdict).isInstanceOf(Verification.Verified.class);
        if (!(scheme instanceof SharedSecretScheme)) {
            assertThat(verifier.verify(request.tampered().toDelivery(URL, NOW)))
                    .isInstanceOf(Verification.Rejected.class);
        }
    }

    @Test
    void severalSecrets_signTogether_whereTheHeaderHasRoom() {
        SigningSecret other = SigningSecret.of("other", "another secret of enough bytes");
        SigningSecret one = secret("0123456789abcdef");

        for (Scheme scheme : new Scheme[] {Schemes.statusPulse(), Schemes.pagerDuty(), Schemes.stripe()}) {
            SignedRequest request =
                    SchemeSigner.of(scheme, other, one).clock(() -> NOW).build().deliver(BODY);
            for (SigningSecret each : new SigningSecret[] {one, other}) {
                assertThat(WebhookVerifier.builder(scheme)
                                .secrets(SecretRing.of(each))
                                .build()
                                .verify(request.toDelivery("/", NOW)))
                        .isInstanceOf(Verification.Verified.class);
            }
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        SchemeSigner.of(Schemes.shopify(), other, one).build().deliver(BODY))
                .withMessageContaining("one signature at a time");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> SchemeSigner.of(Schemes.mar(), other, one).build().deliver(BODY))
                .withMessageContaining("one secret at a time");
    }

    @Test
    void secretThatCannotSign_isRefused_withoutShowingIt() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SchemeSigner.of(Schemes.standardWebhooks(), secret("whsec_hunter2!"))
                        .build()
                        .deliver(BODY))
                .withMessageContaining("is not base64")
                .withMessageNotContaining("hunter2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SchemeSigner.of(Schemes.discord(), secret("abcd"))
                        .build()
                        .deliver(BODY))
                .withMessageContaining("no Ed25519 private key of 32 bytes");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SchemeSigner.of(Schemes.github()).build().deliver(BODY))
                .withMessageContaining("no secret to sign with");
    }

    @Test
    void deliveries_haveIdsOfTheirOwn_unlessOneIsGiven() {
        SchemeSigner signer =
                SchemeSigner.of(Schemes.github(), secret("0123456789abcdef")).build();

        assertThat(header(signer.deliver(BODY), "X-GitHub-Delivery"))
                .isNotEqualTo(header(signer.deliver(BODY), "X-GitHub-Delivery"));
    }

    @Test
    void schemeWithoutProof_signsNothing() {
        SignedRequest request = SchemeSigner.of(new UnauthenticatedScheme())
                .contentType(null)
                .build()
                .deliver(BODY);

        assertThat(request.headers()).isEmpty();
    }

    @Test
    void urlThatIsSignedDecoded_isDecodedInTheTwelveCharactersOnly() {
        SignatureScheme scheme = Schemes.hubSpot();
        String url = "https://hooks.example.com/a%2Fb%2fc%20d%3A";
        SignedRequest request = SchemeSigner.of(scheme, secret("0123456789abcdef"))
                .clock(() -> NOW)
                .url(url)
                .build()
                .deliver(BODY);

        assertThat(WebhookVerifier.builder(scheme)
                        .secrets(SecretRing.of(secret("0123456789abcdef")))
                        .build()
                        .verify(request.toDelivery(url, NOW)))
                .isInstanceOf(Verification.Verified.class);
    }
}
