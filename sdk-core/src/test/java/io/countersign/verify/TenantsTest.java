package io.countersign.verify;

import static io.countersign.verify.Requests.NOW;
import static io.countersign.verify.Requests.bytes;
import static io.countersign.verify.Requests.hmacHex;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.countersign.scheme.Schemes;
import io.countersign.scheme.SharedSecretScheme;
import io.countersign.scheme.UnauthenticatedScheme;
import io.countersign.secret.LiveSecrets;
import io.countersign.secret.SecretRing;
import io.countersign.secret.SigningSecret;
import io.countersign.secret.TenantSecrets;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TenantsTest {
    private static final byte[] BODY = bytes("{\"event_type\":\"incident_opened\"}");
    private static final SigningSecret OF_ONE = SigningSecret.of("main", "the-secret-of-tenant-one");
    private static final SigningSecret OF_TWO = SigningSecret.of("main", "the-secret-of-tenant-two");

    private final LiveSecrets one = LiveSecrets.of(SecretRing.of(OF_ONE));
    private final WebhookVerifier verifier = WebhookVerifier.builder(Schemes.statusPulse())
            .tenants(TenantSecrets.of(Map.of("one", one, "two", LiveSecrets.of(SecretRing.of(OF_TWO)))))
            .build();

    private static Delivery.Builder to(String url, SigningSecret signer) {
        return Delivery.post(url)
                .header("X-StatusPulse-Signature", hmacHex(signer, BODY))
                .body(BODY)
                .receivedAt(NOW);
    }

    /** "tenant id" of what was verified, or the reason. */
    private String verdict(Delivery.Builder delivery) {
        Verification verdict = verifier.verify(delivery.build());
        return verdict instanceof Verification.Verified verified
                ? verified.delivery().tenant().orElseThrow() + " "
                        + verified.delivery().secretId().orElseThrow()
                : ((Verification.Rejected) verdict).reason().name();
    }

    @Test
    void verify_tenantInTheRoute_isProvedByItsOwnSecretAndNoOther() {
        assertThat(verdict(to("/webhooks/acme/one", OF_ONE))).isEqualTo("one main");
        assertThat(verdict(to("/webhooks/acme/two?x=/one", OF_TWO))).isEqualTo("two main");
        assertThat(verdict(to("/webhooks/acme/two", OF_ONE))).isEqualTo("SIGNATURE_MISMATCH");
    }

    @Test
    void verify_tenantThatTheAdapterGives_goesBeforeThePath() {
        assertThat(verdict(to("/one/webhooks/acme", OF_ONE).tenant("one"))).isEqualTo("one main");
        assertThat(verdict(to("/webhooks/acme/one", OF_ONE).tenant("two"))).isEqualTo("SIGNATURE_MISMATCH");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/webhooks/acme/three",
                "/webhooks/acme/",
                "/webhooks/acme/one/",
                "/webhooks/acme/ONE",
                "/webhooks/acme/one;x",
                "/webhooks/acme/%6fne",
                "/webhooks/acme/one%00",
                "/webhooks/acme/one\u0000",
                "/webhooks/acme/\uff4f\uff4e\uff45",
                "?/one/x",
                ""
            })
    void verify_routeThatNamesNoTenant_isRefused(String url) {
        assertThat(verdict(to(url, OF_ONE))).isEqualTo("TENANT_UNKNOWN");
    }

    @Test
    void verify_unknownTenant_isNeverAskedForAgainstItsShape() {
        AtomicInteger asked = new AtomicInteger();
        WebhookVerifier counting = WebhookVerifier.builder(Schemes.statusPulse())
                .tenants(tenant -> {
                    asked.incrementAndGet();
                    return Optional.empty();
                })
                .build();
        counting.verify(to("/webhooks/acme/" + "a".repeat(65), OF_ONE).build());
        counting.verify(to("/webhooks/acme/../etc/", OF_ONE).build());
        assertThat(asked).hasValue(0);

        counting.verify(to("/webhooks/acme/" + "a".repeat(64), OF_ONE).build());
        assertThat(asked).hasValue(1);
    }

    @Test
    void verify_malformedSignatureForAnUnknownTenant_isRefusedAsForAKnownOne() {
        for (String tenant : new String[] {"one", "three"}) {
            assertThat(verdict(Delivery.post("/webhooks/acme/" + tenant)
                            .header("X-StatusPulse-Signature", "nonsense")
                            .body(BODY)
                            .receivedAt(NOW)))
                    .isEqualTo("SIGNATURE_MALFORMED");
        }
    }

    @Test
    void verify_rotationAndRevocationOfOneTenant_concernNobodyElse() {
        SigningSecret next = SigningSecret.of("next", "the-next-secret-of-tenant-one");
        assertThat(verdict(to("/webhooks/acme/one", OF_ONE))).isEqualTo("one main");
        one.rotate(next, Duration.ofHours(1));
        assertThat(verdict(to("/webhooks/acme/one", next))).isEqualTo("one next");
        one.revoke("main");

        assertThat(verdict(to("/webhooks/acme/one", OF_ONE))).isEqualTo("SECRET_REVOKED");
        assertThat(verdict(to("/webhooks/acme/two", OF_TWO))).isEqualTo("two main");
        assertThat(verdict(to("/webhooks/acme/two", next))).isEqualTo("SIGNATURE_MISMATCH");
    }

    @Test
    void verify_tenantWhoseOnlySecretCannotBeOne_isAskedToRetry() {
        WebhookVerifier shortKeys = WebhookVerifier.builder(Schemes.statusPulse())
                .tenants(tenant -> Optional.of(SecretRing.of(SigningSecret.of("main", "too-short"))))
                .build();

        assertThat(shortKeys.verify(to("/webhooks/acme/one", OF_ONE).build()))
                .isEqualTo(new Verification.Rejected(RejectionReason.SECRETS_UNAVAILABLE));
    }

    @Test
    void verify_tenantOneOfWhoseSecretsCannotBeOne_isProvedByTheOther() {
        SigningSecret tooShort = SigningSecret.of("short", "too-short");
        WebhookVerifier verifier = WebhookVerifier.builder(Schemes.statusPulse())
                .tenants(tenant -> Optional.of(SecretRing.of(tooShort, OF_ONE)))
                .build();

        assertThat(verifier.verify(to("/webhooks/acme/one", OF_ONE).build())).isInstanceOf(Verification.Verified.class);
    }

    @Test
    void verify_sourceThatFails_isOurFault() {
        WebhookVerifier failing = WebhookVerifier.builder(Schemes.statusPulse())
                .tenants(tenant -> {
                    throw new IllegalStateException("down");
                })
                .build();

        assertThat(failing.verify(to("/webhooks/acme/one", OF_ONE).build()))
                .isEqualTo(new Verification.Rejected(RejectionReason.SECRETS_UNAVAILABLE));
    }

    @ParameterizedTest
    @CsvSource({"discord", "twilio", "standard-webhooks", "gitlab-token"})
    void verify_unknownTenantOfAnyScheme_isRefusedAndNothingThrows(String scheme) {
        WebhookVerifier any = WebhookVerifier.builder(Schemes.byName(scheme).orElseThrow())
                .tenants(tenant -> Optional.empty())
                .publicUrl(URI.create("https://hooks.example.com"))
                .build();
        Delivery delivery = switch (scheme) {
            case "discord" ->
                Delivery.post("/webhooks/acme/three")
                        .header("X-Signature-Ed25519", "00".repeat(64))
                        .header("X-Signature-Timestamp", Long.toString(NOW.getEpochSecond()))
                        .receivedAt(NOW)
                        .build();
            case "twilio" ->
                Delivery.post("/webhooks/acme/three")
                        .header("X-Twilio-Signature", "AAAAAAAAAAAAAAAAAAAAAAAAAAA=")
                        .receivedAt(NOW)
                        .build();
            case "standard-webhooks" ->
                Delivery.post("/webhooks/acme/three")
                        .header("webhook-id", "msg_1")
                        .header("webhook-timestamp", Long.toString(NOW.getEpochSecond()))
                        .header("webhook-signature", "v1," + "A".repeat(43) + "=")
                        .receivedAt(NOW)
                        .build();
            default ->
                Delivery.post("/webhooks/acme/three")
                        .header("X-Gitlab-Token", "anything")
                        .receivedAt(NOW)
                        .build();
        };

        assertThat(any.verify(delivery)).isEqualTo(new Verification.Rejected(RejectionReason.TENANT_UNKNOWN));
    }

    @Test
    void verify_endpointWithoutTenants_provesNone() {
        WebhookVerifier single = WebhookVerifier.builder(Schemes.statusPulse())
                .secrets(SecretRing.of(OF_ONE))
                .build();
        Verification verdict =
                single.verify(to("/webhooks/acme/one", OF_ONE).tenant("one").build());

        assertThat(((Verification.Verified) verdict).delivery().tenant()).isEmpty();
    }

    @Test
    void build_tenantsWithWhatContradictsThem_isRefused() {
        TenantSecrets tenants = TenantSecrets.of(Map.of("one", one));

        assertThatIllegalStateException()
                .isThrownBy(WebhookVerifier.builder(Schemes.statusPulse())
                        .secrets(SecretRing.of(OF_ONE))
                        .tenants(tenants)::build)
                .withMessageContaining("choose one of the two");
        assertThatIllegalStateException()
                .isThrownBy(WebhookVerifier.builder(SharedSecretScheme.path()).tenants(tenants)::build)
                .withMessageContaining("in a header");
        assertThatIllegalStateException()
                .isThrownBy(WebhookVerifier.builder(new UnauthenticatedScheme()).tenants(tenants)::build);
    }
}
