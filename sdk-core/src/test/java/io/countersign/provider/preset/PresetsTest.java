package io.countersign.provider.preset;

import static io.countersign.verify.Requests.NOW;
import static io.countersign.verify.Requests.SECRET;
import static io.countersign.verify.Requests.bytes;
import static io.countersign.verify.Requests.hmac;
import static io.countersign.verify.Requests.hmacHex;
import static io.countersign.verify.Requests.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.countersign.WebhookReceiver;
import io.countersign.provider.Provider;
import io.countersign.scheme.Schemes;
import io.countersign.scheme.SharedSecretScheme;
import io.countersign.secret.SecretRing;
import io.countersign.secret.SigningSecret;
import io.countersign.verify.Delivery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class PresetsTest {
    private static final byte[] BODY = bytes("{\"zen\":\"Keep it logically awesome.\"}");
    private static final SigningSecret WHSEC = SigningSecret.of("sw", "whsec_Y291bnRlcnNpZ24gdGVzdHMsIDI2IGJ5dGU=");

    private final List<RawEvent> handled = new ArrayList<>();

    private int deliver(WebhookReceiver<RawEvent> receiver, Delivery delivery) {
        return receiver.receive(delivery, received -> handled.add(received.event()))
                .status();
    }

    private static WebhookReceiver<RawEvent> receiver(Provider<RawEvent> provider, SigningSecret secret) {
        return WebhookReceiver.builder(provider.name(), provider)
                .secrets(SecretRing.of(secret))
                .build();
    }

    private static Delivery github(String id, byte[] body) {
        return post(body)
                .header("X-Hub-Signature-256", "sha256=" + hmacHex(SECRET, body))
                .header("X-GitHub-Delivery", id)
                .build();
    }

    private static Delivery standardWebhooks(String id, byte[] body) {
        byte[] key = Base64.getDecoder().decode("Y291bnRlcnNpZ24gdGVzdHMsIDI2IGJ5dGU=");
        String time = Long.toString(NOW.getEpochSecond());
        byte[] tag = hmac("HmacSHA256", key, bytes(id + "." + time + "."), body);
        return post(body)
                .header("webhook-id", id)
                .header("webhook-timestamp", time)
                .header("webhook-signature", "v1," + Base64.getEncoder().encodeToString(tag))
                .build();
    }

    @Test
    void event_isTheVeryBody() {
        deliver(receiver(Presets.github(), SECRET), github("a", BODY));

        assertThat(handled).singleElement().satisfies(event -> {
            assertThat(event.provider()).isEqualTo("github");
            assertThat(event.body()).isEqualTo(BODY);
            assertThat(event.notice()).isEmpty();
            assertThat(event).hasToString("RawEvent[github, " + BODY.length + " bytes]");
        });
    }

    @Test
    void unsignedId_thatSomebodyChanged_doesNotMakeACapturedDeliveryNew() {
        WebhookReceiver<RawEvent> receiver = receiver(Presets.github(), SECRET);

        assertThat(deliver(receiver, github("a", BODY))).isEqualTo(200);
        assertThat(deliver(receiver, github("b", BODY))).isEqualTo(200);

        assertThat(handled).hasSize(1);
    }

    @Test
    void unsignedId_withAnotherBody_isAnotherEvent() {
        WebhookReceiver<RawEvent> receiver = receiver(Presets.github(), SECRET);

        deliver(receiver, github("a", BODY));
        deliver(receiver, github("a", bytes("{}")));

        assertThat(handled).hasSize(2);
    }

    @Test
    void eventTypeInAnUnsignedHeader_decidesNothing() {
        WebhookReceiver<RawEvent> receiver = receiver(Presets.github(), SECRET);

        for (String type : List.of("ping", "push")) {
            int status = deliver(
                    receiver,
                    post(BODY)
                            .header("X-Hub-Signature-256", "sha256=" + hmacHex(SECRET, BODY))
                            .header("X-GitHub-Event", type)
                            .build());
            assertThat(status).isEqualTo(200);
        }

        assertThat(handled)
                .singleElement()
                .satisfies(event -> assertThat(event.body()).isEqualTo(BODY));
    }

    @Test
    void signedId_isTheEvent() {
        WebhookReceiver<RawEvent> receiver = receiver(Presets.standardWebhooks(), WHSEC);

        deliver(receiver, standardWebhooks("msg_1", BODY));
        deliver(receiver, standardWebhooks("msg_1", BODY));
        deliver(receiver, standardWebhooks("msg_2", BODY));

        assertThat(handled).hasSize(2);
    }

    @Test
    void ownSender_needsASchemeAndAHorizon() {
        Provider<RawEvent> acme = Presets.of("acme", SharedSecretScheme.bearer(), Duration.ofDays(2));

        int status = deliver(
                receiver(acme, SECRET),
                post(BODY)
                        .header("Authorization", "Bearer a-secret-of-enough-bytes")
                        .build());

        assertThat(status).isEqualTo(200);
        assertThat(acme.retryHorizon()).isEqualTo(Duration.ofDays(2));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Presets.of("acme", SharedSecretScheme.bearer(), Duration.ofNanos(-1)));
    }

    @Test
    void all_haveNamesOfTheirOwnAndADefaultScheme_unlessTheSenderDocumentsNone() {
        assertThat(Presets.all()).extracting(Provider::name).doesNotHaveDuplicates();
        assertThat(Presets.all())
                .filteredOn(preset -> preset.defaultScheme().isEmpty())
                .extracting(Provider::name)
                .containsExactlyInAnyOrder("cloudevents", "event-grid");
    }

    @Test
    void all_coverEveryNamedSchemeThatHasNoModelOfItsPayloads() {
        List<String> modelled = List.of("statuspulse", "statuspageone", "mar", "elastio", "metaplane");

        for (String name : Schemes.names()) {
            if (!modelled.contains(name)) {
                assertThat(Presets.all())
                        .filteredOn(preset -> preset.name().equals(name))
                        .as(name)
                        .singleElement()
                        .satisfies(preset -> assertThat(preset.defaultScheme()).isEqualTo(Schemes.byName(name)));
            }
        }
        assertThat(Presets.all()).hasSize(Schemes.names().size() - modelled.size() + 2);
    }
}
