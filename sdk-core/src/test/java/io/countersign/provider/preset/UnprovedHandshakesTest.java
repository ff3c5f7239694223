package io.countersign.provider.preset;

import static io.countersign.verify.Requests.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.countersign.Answer;
import io.countersign.WebhookReceiver;
import io.countersign.scheme.SharedSecretScheme;
import io.countersign.secret.SecretRing;
import io.countersign.secret.SigningSecret;
import io.countersign.verify.Delivery;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnprovedHandshakesTest {
    private static final Answer REFUSED = new Answer(401, Map.of(), "not authentic\n");
    private static final SigningSecret TOKEN = SigningSecret.of("token", "meaty ham+hock/\u00e4");
    private static final String TOKEN_IN_QUERY = "hub.verify_token=meaty+ham%2Bhock%2f%C3%a4";

    private final AtomicReference<Instant> now = new AtomicReference<>(NOW);

    private Answer ask(Handshaking handshaking, Delivery head) {
        PresetProvider provider =
                new PresetProvider("sender", SharedSecretScheme.bearer(), Duration.ofDays(1), handshaking);
        return WebhookReceiver.builder("hooks", provider)
                .secrets(SecretRing.of(SigningSecret.of("a", "a-secret-of-enough-bytes")))
                .build()
                .screen(head, -1)
                .orElseThrow();
    }

    private Answer get(String query) {
        Handshaking meta = new MetaHandshaking(SecretRing.of(TOKEN.acceptUntil(NOW.plusSeconds(1))));
        return ask(
                meta,
                Delivery.of("GET", "/webhooks/meta?" + query)
                        .encrypted(true)
                        .receivedAt(now.get())
                        .build());
    }

    private Answer options(Handshaking handshaking, String... headers) {
        Delivery.Builder head =
                Delivery.of("OPTIONS", "/webhooks/hooks").encrypted(true).receivedAt(NOW);
        for (int i = 0; i < headers.length; i += 2) {
            head.header(headers[i], headers[i + 1]);
        }
        return ask(handshaking, head.build());
    }

    @Test
    void meta_rightToken_getsItsChallengeBackAsText() {
        assertThat(get("hub.mode=subscribe&hub.challenge=1158201444&" + TOKEN_IN_QUERY))
                .isEqualTo(new Answer(
                        200,
                        Map.of("Content-Type", "text/plain;charset=us-ascii", "X-Content-Type-Options", "nosniff"),
                        "1158201444"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hub.mode=subscribe&hub.challenge=1&hub.verify_token=meaty",
                "hub.mode=subscribe&hub.challenge=1&hub.verify_token=",
                "hub.mode=subscribe&hub.challenge=1",
                "hub.mode=subscribe&hub.challenge=1&hub.verify_token=meaty+ham%2Bhock%2f%C3%a",
                "hub.mode=unsubscribe&hub.challenge=1&" + TOKEN_IN_QUERY,
                "hub.challenge=1&" + TOKEN_IN_QUERY,
                "hub.mode=subscribe&" + TOKEN_IN_QUERY,
                "hub.mode=subscribe&hub.challenge=&" + TOKEN_IN_QUERY,
                "hub.mode=subscribe&hub.challenge=<b>&" + TOKEN_IN_QUERY,
                "hub.mode=subscribe&hub.challenge=%3Cb%3E&" + TOKEN_IN_QUERY,
                "hub.mode=subscribe&hub.challenge=-1&" + TOKEN_IN_QUERY,
                "hub.mode=subscribe&hub.challenge=%D9%A1&" + TOKEN_IN_QUERY,
                "hub.mode=subscribe&hub.challenge=1&hub.challenge=2&" + TOKEN_IN_QUERY,
                "hub.mode=subscribe&hub.challenge=1&hub.verify_token=x&" + TOKEN_IN_QUERY,
                ""
            })
    void meta_anythingElse_isRefusedAlike(String query) {
        assertThat(get(query)).isEqualTo(REFUSED);
    }

    @Test
    void meta_token_isAcceptedWithinItsWindow() {
        String query = "hub.mode=subscribe&hub.challenge=1&" + TOKEN_IN_QUERY;

        now.set(NOW.plusSeconds(1).minusNanos(1));
        assertThat(get(query).status()).isEqualTo(200);
        now.set(NOW.plusSeconds(1));
        assertThat(get(query)).isEqualTo(REFUSED);
    }

    @Test
    void meta_challenge_hasAtMost32Digits() {
        assertThat(get("hub.mode=subscribe&hub.challenge=" + "1".repeat(32) + "&" + TOKEN_IN_QUERY)
                        .status())
                .isEqualTo(200);
        assertThat(get("hub.mode=subscribe&hub.challenge=" + "1".repeat(33) + "&" + TOKEN_IN_QUERY))
                .isEqualTo(REFUSED);
    }

    @Test
    void cloudEvents_allowedOrigin_getsConsentInItsConfiguredSpelling() {
        Handshaking cloudEvents = new CloudEventsHandshaking(Set.of("eventgrid.azure.net"));

        assertThat(options(cloudEvents, "webhook-request-origin", "EventGrid.azure.net"))
                .isEqualTo(new Answer(200, Map.of("WebHook-Allowed-Origin", "eventgrid.azure.net"), ""));
        assertThat(options(cloudEvents, "WebHook-Request-Origin", "eventgrid.azure.net", "WebHook-Request-Rate", "120"))
                .isEqualTo(new Answer(
                        200,
                        Map.of("WebHook-Allowed-Origin", "eventgrid.azure.net", "WebHook-Allowed-Rate", "120"),
                        ""));
    }

    @ParameterizedTest
    @CsvSource({
        "WebHook-Request-Origin, example.org",
        "WebHook-Request-Origin, *",
        "WebHook-Request-Origin, ''",
        "Origin, https://eventgrid.azure.net"
    })
    void cloudEvents_otherOrigin_getsNoConsent(String header, String value) {
        Handshaking cloudEvents = new CloudEventsHandshaking(Set.of("eventgrid.azure.net"));

        assertThat(options(cloudEvents, header, value)).isEqualTo(new Answer(405, Map.of("Allow", "POST"), ""));
    }

    @Test
    void cloudEvents_originTwice_getsNoConsent() {
        assertThat(options(
                                new CloudEventsHandshaking(Set.of("a.example", "b.example")),
                                "WebHook-Request-Origin",
                                "a.example",
                                "WebHook-Request-Origin",
                                "b.example")
                        .status())
                .isEqualTo(405);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1e3", "*", "", "120, 120", "1234567890"})
    void cloudEvents_rateThatIsNone_getsNoConsent(String rate) {
        assertThat(options(
                                new CloudEventsHandshaking(Set.of("a.example")),
                                "WebHook-Request-Origin",
                                "a.example",
                                "WebHook-Request-Rate",
                                rate)
                        .status())
                .isEqualTo(405);
    }

    @Test
    void cloudEvents_withoutOrigins_knowsNoOptions() {
        assertThat(options(new CloudEventsHandshaking(Set.of()), "WebHook-Request-Origin", "a.example"))
                .isEqualTo(new Answer(405, Map.of("Allow", "POST"), ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "", "https://a.example", "a.example\r\nX: y", "*.a.example"})
    void cloudEvents_originThatIsNoHost_stopsTheStart(String origin) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CloudEventsHandshaking(Set.of(origin)))
                .withMessageContaining("name of a host");
    }
}
