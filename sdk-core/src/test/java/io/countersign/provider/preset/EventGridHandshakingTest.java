package io.countersign.provider.preset;

import static io.countersign.verify.Requests.bytes;
import static io.countersign.verify.Requests.post;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.Answer;
import io.countersign.ReceiverBuilder;
import io.countersign.WebhookReceiver;
import io.countersign.scheme.Scheme;
import io.countersign.scheme.SharedSecretScheme;
import io.countersign.scheme.UnauthenticatedScheme;
import io.countersign.secret.SecretRing;
import io.countersign.secret.SigningSecret;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventGridHandshakingTest {
    private static final SharedSecretScheme KEY = SharedSecretScheme.header("X-Key");
    private static final String CODE = "512d38b6-c7b8-40c8-89fe-f46f9e9622b6";

    private final List<RawEvent> handled = new ArrayList<>();

    private Answer deliver(Scheme scheme, String key, String body) {
        PresetProvider provider = new PresetProvider(
                "event-grid",
                null,
                Duration.ofDays(1),
                new EventGridHandshaking(new CloudEventsHandshaking(Set.of("eventgrid.azure.net"))));
        ReceiverBuilder<RawEvent> builder =
                WebhookReceiver.builder("grid", provider).scheme(scheme);
        if (!(scheme instanceof UnauthenticatedScheme)) {
            builder.secrets(SecretRing.of(SigningSecret.of("key", "the-key-of-the-subscription")));
        }
        return builder.build()
                .receive(post(bytes(body)).header("X-Key", key).build(), received -> handled.add(received.event()));
    }

    private Answer deliver(String body) {
        return deliver(KEY, "the-key-of-the-subscription", body);
    }

    private static String validation(String code) {
        return "{\"id\":\"2d1781af\",\"topic\":\"/subscriptions/x\",\"subject\":\"\",\"data\":{\"validationCode\":\""
                + code + "\",\"validationUrl\":\"https://rp-eastus2.example/?id=1\"},"
                + "\"eventType\":\"Microsoft.EventGrid.SubscriptionValidationEvent\"}";
    }

    @Test
    void validation_provedByTheKey_getsItsCodeBack() {
        assertThat(deliver("[" + validation(CODE) + "]"))
                .isEqualTo(new Answer(
                        200,
                        Map.of("Content-Type", "application/json", "X-Content-Type-Options", "nosniff"),
                        "{\"validationResponse\":\"" + CODE + "\"}"));
        assertThat(handled).isEmpty();
    }

    @Test
    void validation_withAnotherKey_is401() {
        assertThat(deliver(KEY, "the-key-of-somebody-else", "[" + validation(CODE) + "]"))
                .isEqualTo(new Answer(401, Map.of(), "not authentic\n"));
    }

    @Test
    void validation_onAnEndpointWithoutProof_isRefused() {
        assertThat(deliver(new UnauthenticatedScheme(), "", "[" + validation(CODE) + "]")
                        .status())
                .isEqualTo(422);
        assertThat(handled).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a\\\"b", "<b>"})
    void validation_whoseCodeIsNoToken_is422(String code) {
        assertThat(deliver("[" + validation(code) + "]").status()).isEqualTo(422);
    }

    @Test
    void validation_amongOthers_orNotInAList_isAnEvent() {
        deliver("[" + validation(CODE) + "," + validation(CODE) + "]");
        deliver(validation(CODE));
        deliver("[{\"eventType\":\"Microsoft.Storage.BlobCreated\"}]");
        deliver("[1]");
        deliver("[]");

        assertThat(handled).hasSize(5);
    }
}
