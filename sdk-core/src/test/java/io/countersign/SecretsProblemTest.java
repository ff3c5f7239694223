package io.countersign;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.provider.statuspulse.StatusPulse;
import io.countersign.scheme.UnauthenticatedScheme;
import io.countersign.secret.SecretRing;
import io.countersign.secret.SecretSource;
import io.countersign.secret.SigningSecret;
import io.countersign.secret.TenantSecrets;
import io.countersign.verify.RejectionReason;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What a health check is told of an endpoint's secrets. */
class SecretsProblemTest {
    private static final Instant END = Instant.parse("2026-11-22T10:00:00Z");
    private static final SigningSecret SECRET = SigningSecret.of("one", "0123456789abcdef");

    private final AtomicReference<Instant> now = new AtomicReference<>(END);
    private final InstantSource clock = now::get;

    private WebhookReceiver<?> receiver(SecretSource secrets) {
        return WebhookReceiver.builder("x", StatusPulse.provider())
                .secrets(secrets)
                .clock(clock)
                .build();
    }

    @Test
    void secretsProblem_windowThatIsOver_isNoLiveSecretFromItsEndOn() {
        WebhookReceiver<?> receiver = receiver(SecretSource.constant(SecretRing.of(SECRET.acceptUntil(END))));

        now.set(END.minusNanos(1));
        assertThat(receiver.secretsProblem()).isEmpty();
        now.set(END);
        assertThat(receiver.secretsProblem()).hasValue(RejectionReason.NO_LIVE_SECRET);
    }

    @Test
    void secretsProblem_secretThatWasRevoked_isNoLiveSecret() {
        WebhookReceiver<?> receiver = receiver(SecretSource.constant(SecretRing.of(SECRET)));
        assertThat(receiver.secretsProblem()).isEmpty();

        receiver.revokeSecret("one");

        assertThat(receiver.secretsProblem()).hasValue(RejectionReason.NO_LIVE_SECRET);
    }

    @Test
    void secretsProblem_sourceThatFails_isSecretsUnavailable() {
        AtomicReference<SecretSource> source = new AtomicReference<>(SecretSource.constant(SecretRing.of(SECRET)));
        WebhookReceiver<?> receiver = receiver(() -> source.get().ring());

        source.set(() -> {
            throw new IllegalStateException("the vault is shut");
        });

        assertThat(receiver.secretsProblem()).hasValue(RejectionReason.SECRETS_UNAVAILABLE);
    }

    @Test
    void secretsProblem_endpointWithoutSecretsOfItsOwn_hasNone() {
        WebhookReceiver<?> open = WebhookReceiver.builder("x", StatusPulse.provider())
                .scheme(new UnauthenticatedScheme())
                .build();
        WebhookReceiver<?> tenants = WebhookReceiver.builder("x", StatusPulse.provider())
                .tenants(TenantSecrets.of(Map.of()))
                .build();

        assertThat(open.secretsProblem()).isEmpty();
        assertThat(tenants.secretsProblem()).isEmpty();
    }
}
