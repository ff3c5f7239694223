package io.countersign.abuse;

import static io.countersign.verify.Requests.NOW;
import static io.countersign.verify.Requests.OTHER;
import static io.countersign.verify.Requests.SECRET;
import static io.countersign.verify.Requests.bytes;
import static io.countersign.verify.Requests.hmacHex;
import static io.countersign.verify.Requests.post;
import static io.countersign.verify.Requests.statusPulse;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.Answer;
import io.countersign.WebhookReceiver;
import io.countersign.dedup.DedupStore;
import io.countersign.dedup.InMemoryDedupStore;
import io.countersign.provider.preset.Presets;
import io.countersign.provider.preset.RawEvent;
import io.countersign.scheme.Schemes;
import io.countersign.secret.SecretRing;
import io.countersign.secret.SigningSecret;
import io.countersign.verify.Delivery;
import io.countersign.verify.RejectionReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Section B of the abuse cases, as far as it is about deliveries; the rest stands with the secrets themselves. */
class SecretAbuseTest {
    private static final byte[] BODY = bytes("{\"zen\":\"Keep it logically awesome.\"}");

    private final List<String> handled = new ArrayList<>();

    private WebhookReceiver<RawEvent> tenant(String endpoint, DedupStore store, SigningSecret... secrets) {
        return WebhookReceiver.builder(endpoint, Presets.of("tenant", Schemes.statusPulse(), Duration.ofDays(1)))
                .secrets(SecretRing.of(secrets))
                .dedup(store)
                .clock(() -> NOW)
                .build();
    }

    private Answer send(WebhookReceiver<RawEvent> receiver, Delivery delivery) {
        return receiver.receive(delivery, received -> handled.add(receiver.endpoint()));
    }

    private static DedupStore store() {
        return InMemoryDedupStore.builder().clock(() -> NOW).build();
    }

    @Test
    void secretThatMatched_doesNotShowInTheAnswer() {
        SigningSecret third = SigningSecret.of("third", "a-third-secret-of-enough-bytes");
        Set<Answer> answers = new LinkedHashSet<>();
        for (SigningSecret secret : List.of(SECRET, OTHER, third)) {
            answers.add(send(
                    tenant("tenant", store(), SECRET, OTHER, third),
                    statusPulse(secret, BODY).build()));
        }
        assertThat(answers).hasSize(1);
        assertThat(handled).hasSize(3);
    }

    @Test
    void tenantNamedByTheRequest_doesNotChooseTheSecret() {
        DedupStore shared = store();
        WebhookReceiver<RawEvent> one = tenant("one", shared, SECRET);
        WebhookReceiver<RawEvent> two = tenant("two", shared, OTHER);
        Delivery forTwo = Delivery.post("/webhooks/one?tenant=two&key-id=other")
                .header("X-Tenant", "two")
                .header("X-Key-Id", "other")
                .header("X-StatusPulse-Signature", hmacHex(OTHER, BODY))
                .body(BODY)
                .receivedAt(NOW)
                .build();

        assertThat(send(one, forTwo).status()).isEqualTo(401);
        assertThat(send(two, forTwo).status()).isEqualTo(200);
        assertThat(handled).containsExactly("two");
    }

    @Test
    void eventOfOneTenant_isNoDuplicateAtAnother() {
        DedupStore shared = store();

        send(tenant("one", shared, SECRET), statusPulse(SECRET, BODY).build());
        send(tenant("two", shared, SECRET), statusPulse(SECRET, BODY).build());

        assertThat(handled).containsExactly("one", "two");
    }

    @Test
    void emptyKey_signsNothing() {
        // What an implementation would compute that takes a missing secret for an empty one: keys are padded with
        // zeros.
        byte[] zero = new byte[1];
        Target.of(Schemes.statusPulse(), SECRET)
                .refuses(
                        post(BODY)
                                .header("X-StatusPulse-Signature", hmacHex(SigningSecret.of("zero", zero), BODY))
                                .build(),
                        RejectionReason.SIGNATURE_MISMATCH);
    }
}
