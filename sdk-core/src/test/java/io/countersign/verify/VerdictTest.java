package io.countersign.verify;

import static io.countersign.verify.Requests.NOW;
import static io.countersign.verify.Requests.OTHER;
import static io.countersign.verify.Requests.SECRET;
import static io.countersign.verify.Requests.bytes;
import static io.countersign.verify.Requests.hmacHex;
import static io.countersign.verify.Requests.post;
import static io.countersign.verify.Requests.statusPulse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.countersign.scheme.Schemes;
import io.countersign.scheme.SignatureScheme;
import io.countersign.scheme.TimestampRule;
import io.countersign.secret.SecretRing;
import java.net.URI;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What a verdict says, and what a verifier says of itself. */
class VerdictTest {
    private static final byte[] BODY = bytes("{\"a\":1}");

    @Test
    void trust_isAtLeastItselfAndWhatIsWeaker() {
        for (Trust trust : Trust.values()) {
            for (Trust required : Trust.values()) {
                assertThat(trust.atLeast(required)).isEqualTo(trust.ordinal() >= required.ordinal());
            }
        }
    }

    @Test
    void fault_isOursWhereTheSecretsAreNotThereOrTheProxiesAreNotKnown() {
        assertThat(Arrays.stream(RejectionReason.values()).filter(RejectionReason::isOurFault))
                .containsExactlyInAnyOrder(
                        RejectionReason.NO_LIVE_SECRET,
                        RejectionReason.SECRETS_UNAVAILABLE,
                        RejectionReason.PEER_UNKNOWN,
                        RejectionReason.NOT_ENCRYPTED);
    }

    @Test
    void fault_staysOursWhateverTheSignatureLooksLike() {
        WebhookVerifier verifier = WebhookVerifier.builder(Schemes.github())
                .secrets(SecretRing.of(SECRET.acceptUntil(NOW)))
                .build();

        Verification verdict = verifier.verify(post(BODY)
                .header("X-Hub-Signature-256", "sha256=" + "z".repeat(64))
                .build());

        assertThat(verdict).isEqualTo(new Verification.Rejected(RejectionReason.NO_LIVE_SECRET));
    }

    @Test
    void proof_saysWhetherTheIdIsSigned() {
        SignatureScheme idSigned = SignatureScheme.hmacSha256("X-Signature", "{hex}")
                .signed("{id}.{body}")
                .idHeader("X-Id")
                .build();
        VerifiedDelivery proof = ((Verification.Verified) WebhookVerifier.builder(idSigned)
                        .secrets(SecretRing.of(SECRET))
                        .build()
                        .verify(post(BODY)
                                .header("X-Id", "evt_1")
                                .header("X-Signature", hmacHex(SECRET, bytes("evt_1."), BODY))
                                .build()))
                .delivery();

        assertThat(proof.isDeliveryIdSigned()).isTrue();
        assertThat(proof.deliveryId()).contains("evt_1");
        assertThat(proof).hasToString("VerifiedDelivery[SIGNED_BODY, Delivery[7 bytes]]");
    }

    @Test
    void verifier_saysWhereItIsReachedIfItWasTold() {
        WebhookVerifier.Builder builder =
                WebhookVerifier.builder(Schemes.square()).secrets(SecretRing.of(SECRET));

        assertThat(builder.build().publicUrl()).isEmpty();
        assertThat(builder.publicUrl(URI.create("https://hooks.example.com"))
                        .build()
                        .publicUrl())
                .contains(URI.create("https://hooks.example.com"));
    }

    @Test
    void freshness_withoutATime_checksNone() {
        Freshness untimed = Freshness.of(null);
        Freshness inHeader = Freshness.of(TimestampRule.secondsInHeader("X-Time"));

        assertThat(untimed.judge(NOW.minusSeconds(100_000), NOW)).isNull();
        assertThat(inHeader.judge(null, NOW)).isNull();

        assertThat(untimed.isInSignature()).isFalse();
        assertThat(inHeader.isInSignature()).isFalse();
        assertThat(Freshness.of(TimestampRule.secondsInSignature()).isInSignature())
                .isTrue();
        assertThat(Freshness.of(null)).isSameAs(untimed);
        assertThatIllegalStateException().isThrownBy(() -> untimed.readBody(BODY));
        assertThatIllegalStateException().isThrownBy(() -> inHeader.readBody(BODY));
    }

    @Test
    void secretOfAStranger_isRefusedWhereTheLiveOneIsTaken() {
        WebhookVerifier verifier = WebhookVerifier.builder(Schemes.statusPulse())
                .secrets(SecretRing.of(SECRET))
                .build();

        assertThat(verifier.verify(statusPulse(SECRET, BODY).build())).isInstanceOf(Verification.Verified.class);
        assertThat(verifier.verify(statusPulse(OTHER, BODY).build())).isInstanceOf(Verification.Rejected.class);
    }
}
