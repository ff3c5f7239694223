package io.countersign.samples.guides.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.WebhookReceiver;
import io.countersign.provider.statuspulse.StatusPulse;
import io.countersign.provider.statuspulse.StatusPulseEvent;
import io.countersign.secret.LiveSecrets;
import io.countersign.secret.SecretRing;
import io.countersign.secret.SecretSource;
import io.countersign.secret.SigningSecret;
import io.countersign.testkit.MutableClock;
import io.countersign.testkit.SamplePayloads;
import io.countersign.testkit.Senders;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RotationTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    private final MutableClock clock = new MutableClock(NOW);
    private final SigningSecret old = SigningSecret.of("2026-11", "the secret of november");
    private final SigningSecret next = SigningSecret.of("2026-12", "the secret of december");

    @Test
    void rotation_acceptsBothForADayAndThenTheNewOneOnly() {
        LiveSecrets secrets = LiveSecrets.of(SecretSource.constant(SecretRing.of(old)), clock);
        WebhookReceiver<StatusPulseEvent> receiver = WebhookReceiver.builder("statuspulse", StatusPulse.provider())
                .secrets(secrets)
                .clock(clock)
                .build();

        // region rotate
        secrets.rotate(next, Duration.ofHours(24)); // both are accepted for a day
        // endregion

        assertThat(status(receiver, old)).isEqualTo(200);
        assertThat(status(receiver, next)).isEqualTo(200);
        clock.advance(Duration.ofHours(24));
        assertThat(status(receiver, old)).isEqualTo(401);
        assertThat(status(receiver, next)).isEqualTo(200);
    }

    @Test
    void secretThatLeaked_isRefusedAtOnce() {
        WebhookReceiver<StatusPulseEvent> receiver = WebhookReceiver.builder("statuspulse", StatusPulse.provider())
                .secrets(SecretRing.of(next).andUntil(old, NOW.plus(Duration.ofDays(1))))
                .clock(clock)
                .build();

        // region revoke
        receiver.revokeSecret("2026-11");
        // endregion

        assertThat(status(receiver, old)).isEqualTo(401);
        assertThat(status(receiver, next)).isEqualTo(200);
    }

    private int status(WebhookReceiver<StatusPulseEvent> receiver, SigningSecret secret) {
        return receiver.receive(
                        Senders.statusPulse(secret)
                                .deliver(SamplePayloads.statusPulseOpened("INC-1", NOW))
                                .toDelivery("/webhooks/statuspulse", receiver.now()),
                        received -> {})
                .status();
    }
}
