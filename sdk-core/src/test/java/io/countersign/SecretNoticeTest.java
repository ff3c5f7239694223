package io.countersign;

import static io.countersign.verify.Requests.NOW;
import static io.countersign.verify.Requests.OTHER;
import static io.countersign.verify.Requests.SECRET;
import static io.countersign.verify.Requests.bytes;
import static io.countersign.verify.Requests.statusPulse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.countersign.TestProvider.TestEvent;
import io.countersign.secret.SecretRing;
import io.countersign.secret.SecretSource;
import io.countersign.secret.SigningSecret;
import io.countersign.secret.TenantSecrets;
import io.countersign.verify.Delivery;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SecretNoticeTest {
    private static final Instant END = NOW.plus(Duration.ofDays(1));
    private static final SecretRing RING = SecretRing.of(OTHER).andUntil(SECRET, END);

    private final List<SecretNotice> notices = new ArrayList<>();
    private final AtomicReference<Instant> now = new AtomicReference<>(NOW);

    private final ReceiverListener listener = new ReceiverListener() {
        @Override
        public void answered(DeliveryReport report) {}

        @Override
        public void noticed(SecretNotice notice) {
            notices.add(notice);
            throw new IllegalStateException("a listener that fails");
        }
    };

    private final WebhookReceiver<TestEvent> receiver = WebhookReceiver.builder("endpoint", new TestProvider())
            .secrets(RING)
            .clock(now::get)
            .listener(listener)
            .build();

    private int deliver(SigningSecret secret, Instant at) {
        return receiver.receive(
                        statusPulse(secret, bytes("e:" + at)).receivedAt(at).build(), event -> {})
                .status();
    }

    @Test
    void listener_rotationThatDoesNotGetOn_isToldOfItAndItsFailureChangesNothing() {
        assertThat(deliver(SECRET, NOW)).isEqualTo(200);
        assertThat(notices).isEmpty();

        assertThat(deliver(SECRET, END.minusSeconds(1))).isEqualTo(200);
        assertThat(deliver(SECRET, END)).isEqualTo(401);
        assertThat(notices)
                .containsExactly(
                        new SecretNotice("endpoint", null, "current", SecretNotice.Kind.PREVIOUS_USED_LATE, END),
                        new SecretNotice("endpoint", null, "other", SecretNotice.Kind.CURRENT_UNUSED_YET, END),
                        new SecretNotice("endpoint", null, "current", SecretNotice.Kind.WINDOW_OVER, END));
    }

    @Test
    void listener_revokedSecretInUse_isToldEachTimeAndItIsRefused() {
        WebhookReceiver<TestEvent> revoking = WebhookReceiver.builder("endpoint", new TestProvider())
                .secrets(SecretRing.of(OTHER, SECRET))
                .clock(now::get)
                .listener(listener)
                .build();
        revoking.revokeSecret("current");
        Delivery delivery = statusPulse(SECRET, bytes("e:one")).build();

        for (int i = 0; i < 2; i++) {
            assertThat(revoking.receive(delivery, event -> {})).isEqualTo(new Answer(401, Map.of(), "not authentic\n"));
        }
        assertThat(notices)
                .hasSize(2)
                .containsOnly(new SecretNotice("endpoint", null, "current", SecretNotice.Kind.REVOKED_USED, null));
    }

    @Test
    void revokeSecret_thatIsNotThere_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> receiver.revokeSecret("x"))
                .withMessageContaining("[other, current]");
        assertThatIllegalStateException()
                .isThrownBy(() -> WebhookReceiver.builder("endpoint", new TestProvider())
                        .tenants(tenant -> Optional.empty())
                        .build()
                        .revokeSecret("x"))
                .withMessageContaining("\"endpoint\"");
    }

    @Test
    void tenants_haveClaimsAndNoticesOfTheirOwn() {
        List<String> handled = new ArrayList<>();
        WebhookReceiver<TestEvent> shared = WebhookReceiver.builder("endpoint", new TestProvider())
                .tenants(TenantSecrets.of(Map.of(
                        "one", SecretSource.constant(RING), "two", SecretSource.constant(SecretRing.of(SECRET)))))
                .clock(now::get)
                .listener(listener)
                .build();
        for (String tenant : List.of("one", "two", "one", "three")) {
            Answer answer = shared.receive(
                    statusPulse(SECRET, bytes("e:" + tenant))
                            .tenant(tenant)
                            .receivedAt(END.minusSeconds(1))
                            .build(),
                    event -> handled.add(event.tenant().orElseThrow() + " " + event.id()));
            assertThat(answer.status()).isEqualTo(tenant.equals("three") ? 401 : 200);
        }

        assertThat(handled).containsExactly("one e", "two e");
        assertThat(notices).isEmpty();

        now.set(END);
        shared.receive(
                statusPulse(OTHER, bytes("f:one")).tenant("one").receivedAt(END).build(), event -> {});
        assertThat(notices)
                .containsExactly(new SecretNotice("endpoint", "one", "current", SecretNotice.Kind.WINDOW_OVER, END));
        assertThat(notices.get(0).sentence()).startsWith("tenant \"one\": ");
    }

    @ParameterizedTest
    @EnumSource
    void sentence_namesTheSecretAndSaysWhatToDo(SecretNotice.Kind kind) {
        SecretNotice notice = new SecretNotice("endpoint", null, "2026-10", kind, END);

        assertThat(notice.sentence()).contains("\"2026-10\"").containsPattern("change|set it|remove it|set another");
        if (kind != SecretNotice.Kind.REVOKED_USED) {
            assertThat(notice.sentence()).contains("2026-11-22T10:00:00Z");
        }
    }
}
