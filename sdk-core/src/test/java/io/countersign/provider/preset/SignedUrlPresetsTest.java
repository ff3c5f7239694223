package io.countersign.provider.preset;

import static io.countersign.verify.Requests.NOW;
import static io.countersign.verify.Requests.SECRET;
import static io.countersign.verify.Requests.bytes;
import static io.countersign.verify.Requests.hmac;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.countersign.ReceiverBuilder;
import io.countersign.WebhookReceiver;
import io.countersign.provider.Provider;
import io.countersign.secret.SecretRing;
import io.countersign.verify.Delivery;
import java.net.URI;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Senders that sign the URL need to be told which one they call. */
class SignedUrlPresetsTest {
    private static final URI ORIGIN = URI.create("https://hooks.example.com");
    private static final byte[] BODY = bytes("{\"type\":\"payment.created\"}");

    private static ReceiverBuilder<RawEvent> builder(Provider<RawEvent> provider) {
        return WebhookReceiver.builder("hooks", provider)
                .secrets(SecretRing.of(SECRET))
                .clock(() -> NOW);
    }

    private static Delivery square(String signedUrl, String url) {
        byte[] tag = hmac("HmacSHA256", SECRET.revealValue(), bytes(signedUrl), BODY);
        return Delivery.post(url)
                .header("x-square-hmacsha256-signature", Base64.getEncoder().encodeToString(tag))
                .body(BODY)
                .receivedAt(NOW)
                .build();
    }

    static Stream<Provider<RawEvent>> signersOfTheUrl() {
        return Stream.of(Presets.square(), Presets.hubSpot(), Presets.twilio());
    }

    @ParameterizedTest
    @MethodSource("signersOfTheUrl")
    void endpoint_withoutItsPublicUrl_doesNotStart(Provider<RawEvent> provider) {
        assertThatIllegalStateException()
                .isThrownBy(() -> builder(provider).build())
                .withMessageContaining(provider.name())
                .withMessageContaining("set publicUrl");
        assertThat(builder(provider).publicUrl(ORIGIN).build()).isNotNull();
    }

    @Test
    void delivery_signedForThePublicUrl_isHandledByPathAndQueryAsSent() {
        WebhookReceiver<RawEvent> receiver =
                builder(Presets.square()).publicUrl(ORIGIN).build();
        String url = "/webhooks/square?a=%2F";

        assertThat(receiver.receive(square(ORIGIN + url, url), received -> {}).status())
                .isEqualTo(200);
        assertThat(receiver.receive(square("https://elsewhere.example.com" + url, url), received -> {})
                        .status())
                .isEqualTo(401);
        assertThat(receiver.receive(square(ORIGIN + url, "/webhooks/square?a=/"), received -> {})
                        .status())
                .isEqualTo(401);
    }

    @Test
    void publicUrl_thatIsNoOrigin_stopsTheStart() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder(Presets.square())
                        .publicUrl(URI.create("hooks.example.com"))
                        .build())
                .withMessageContaining("https://host");
    }

    @Test
    void publicUrl_ofASenderThatSignsNoUrl_changesNothing() {
        assertThat(builder(Presets.github()).publicUrl(ORIGIN).build()).isNotNull();
    }
}
