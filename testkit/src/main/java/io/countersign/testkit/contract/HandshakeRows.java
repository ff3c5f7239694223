package io.countersign.testkit.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.Outcome;
import io.countersign.provider.preset.Presets;
import io.countersign.scheme.SharedSecretScheme;
import io.countersign.secret.SecretRing;
import io.countersign.secret.SigningSecret;
import io.countersign.testkit.Sender;
import io.countersign.testkit.Senders;
import io.countersign.testkit.SignedRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The rows about how a provider makes sure of an endpoint. */
abstract class HandshakeRows {
    private static final String CHALLENGE = "3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P";
    private static final byte[] SLACK_CHALLENGE =
            ("{\"token\":\"x\",\"challenge\":\"" + CHALLENGE + "\",\"type\":\"url_verification\"}").getBytes(UTF_8);

    /** The HMAC-SHA-256 of that token with the contract's secret, computed by another library. */
    private static final String ENCRYPTED = "76d8472e44530d3d82dea261c883885a71ecb68be9862257f108ea9c902f6d8e";

    private static final String KEY_HEADER = "X-Grid-Key";
    private static final SigningSecret VERIFY_TOKEN = SigningSecret.of("verify", "meaty ham & hock");
    private static final String SUBSCRIBES = "hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=";

    abstract Bench bench();

    @Test
    void signedChallenge_isEchoedAsTextAndNotHandled() throws Exception {
        var application = bench().start(bench().preset(Presets.slack()));
        HttpResponse<String> answer =
                bench().send(Senders.slack(Bench.SECRET, bench().clock).deliver(SLACK_CHALLENGE));
        isEchoed(answer, "text/plain", CHALLENGE);
        assertThat(bench().nextReport().outcome()).isEqualTo(Outcome.HANDSHAKE);
        assertNothingHappened(application);
    }

    @Test
    void challengeThatIsNotSigned_isNotEchoed() throws Exception {
        var application = bench().start(bench().preset(Presets.slack()));
        SignedRequest signed = Senders.slack(Bench.SECRET, bench().clock).deliver(SLACK_CHALLENGE);
        SignedRequest forged = Senders.slack(Bench.STRANGERS, bench().clock).deliver(SLACK_CHALLENGE);
        for (SignedRequest request : Set.of(forged, signed.withoutHeader("X-Slack-Signature"))) {
            HttpResponse<String> answer = bench().send(request);
            Answered.plainly(answer, 401);
            assertThat(answer.body()).isEqualTo("not authentic\n");
        }
        assertNothingHappened(application);
    }

    @Test
    void challengeThatIsMarkup_isNotEchoedThoughItIsSigned() throws Exception {
        var application = bench().start(bench().preset(Presets.slack()));
        byte[] body = "{\"challenge\":\"<script>alert(1)</script>\",\"type\":\"url_verification\"}".getBytes(UTF_8);
        HttpResponse<String> answer =
                bench().send(Senders.slack(Bench.SECRET, bench().clock).deliver(body));
        Answered.plainly(answer, 422);
        assertThat(answer.body()).isEqualTo("not accepted\n");
        assertNothingHappened(application);
    }

    @Test
    void challengeToSign_isAnsweredAsJson_andIsNoSignatureOfADelivery() throws Exception {
        var application = bench().start(bench().preset(Presets.zoom()));
        Sender zoom = Senders.zoom(Bench.SECRET, bench().clock);
        isEchoed(
                bench().send(zoom.deliver(validationOf("qgg8vlvZRS6UYooatFL8Aw"))),
                "application/json",
                "{\"plainToken\":\"qgg8vlvZRS6UYooatFL8Aw\",\"encryptedToken\":\"" + ENCRYPTED + "\"}");
        String signedByZoom = "v0:" + Bench.NOW.getEpochSecond() + ":{}";
        Answered.plainly(bench().send(zoom.deliver(validationOf(signedByZoom))), 422);
        Sender stranger = Senders.zoom(Bench.STRANGERS, bench().clock);
        Answered.plainly(bench().send(stranger.deliver(validationOf("qgg8vlvZRS6UYooatFL8Aw"))), 401);
        assertNothingHappened(application);
    }

    private static byte[] validationOf(String token) {
        return ("{\"event\":\"endpoint.url_validation\",\"payload\":{\"plainToken\":\"" + token + "\"}}")
                .getBytes(UTF_8);
    }

    @Test
    void validationEvent_isAnsweredAsJson_whereTheSenderProvedItself() throws Exception {
        var application =
                bench().start(bench().preset(Presets.eventGrid()).scheme(SharedSecretScheme.header(KEY_HEADER)));
        byte[] body = ("[{\"eventType\":\"Microsoft.EventGrid.SubscriptionValidationEvent\","
                        + "\"data\":{\"validationCode\":\"512d38b6\",\"validationUrl\":\"http://127.0.0.1:1/\"}}]")
                .getBytes(UTF_8);
        isEchoed(
                bench().send(Senders.token(KEY_HEADER, Bench.SECRET).deliver(body)),
                "application/json",
                "{\"validationResponse\":\"512d38b6\"}");
        Answered.plainly(bench().send(Senders.token(KEY_HEADER, Bench.STRANGERS).deliver(body)), 401);
        assertNothingHappened(application);
    }

    @Test
    void challengeInTheQuery_isEchoedForTheRightTokenOnly() throws Exception {
        var application = bench().start(bench().preset(Presets.meta(SecretRing.of(VERIFY_TOKEN))));
        isEchoed(bench().send(get(SUBSCRIBES + "meaty+ham+%26%20hock")), "text/plain", "1158201444");
        for (String query : Set.of(SUBSCRIBES + "meaty", SUBSCRIBES, SUBSCRIBES + "meaty+ham+&+hock", "a=b")) {
            HttpResponse<String> answer = bench().send(get(query));
            Answered.plainly(answer, 401);
            assertThat(answer.body()).isEqualTo("not authentic\n");
        }
        assertNothingHappened(application);
    }

    private static SignedRequest get(String query) {
        return Senders.unauthenticated().deliver(new byte[0]).withMethod("GET").withQuery(query);
    }

    @Test
    void consent_isGivenToAConfiguredOriginOnly() throws Exception {
        var application = bench().start(bench().preset(Presets.cloudEvents(Set.of("eventgrid.azure.net")))
                .scheme(SharedSecretScheme.header(KEY_HEADER)));
        SignedRequest options = Senders.unauthenticated().deliver(new byte[0]).withMethod("OPTIONS");
        HttpResponse<String> consent = bench().send(options.withHeader("WebHook-Request-Origin", "eventgrid.azure.net")
                .withHeader("WebHook-Request-Rate", "120"));
        Answered.plainly(consent, 200);
        assertThat(consent.headers().allValues("WebHook-Allowed-Origin")).containsExactly("eventgrid.azure.net");
        assertThat(consent.headers().allValues("WebHook-Allowed-Rate")).containsExactly("120");
        assertThat(consent.body()).isEmpty();
        HttpResponse<String> none = bench().send(options.withHeader("WebHook-Request-Origin", "example.org"));
        Answered.plainly(none, 405);
        assertThat(none.headers().allValues("Allow")).containsExactly("POST");
        assertThat(none.headers().map()).doesNotContainKey("webhook-allowed-origin");
        assertNothingHappened(application);
    }

    @Test
    void unsignedPost_is200UntilTheRegistrationEndsAndNeverHandled() throws Exception {
        var application = bench().start(bench().statusPulse().registrationUntil(Bench.NOW.plus(Duration.ofHours(1))));
        SignedRequest unsigned = Bench.opened("INC-1").withoutHeader("X-StatusPulse-Signature");
        bench().clock.advance(Duration.ofHours(1).minusNanos(1));
        HttpResponse<String> answer = bench().send(unsigned);
        Answered.plainly(answer, 200);
        assertThat(answer.body()).isEmpty();
        Answered.plainly(bench().send(Bench.opened("INC-1").tampered()), 401);
        bench().clock.advance(Duration.ofNanos(1));
        Answered.plainly(bench().send(unsigned), 401);
        assertNothingHappened(application);
        Answered.withOutcome(bench().send(Bench.opened("INC-1")), 200, "handled");
    }

    @Test
    void queryOfADelivery_isHandedOnAsItWasSent() throws Exception {
        var application = bench().start(bench().statusPulse());
        String query = "a=%41+%e4%2f&&b;c=/?d";
        Answered.withOutcome(bench().send(Bench.opened("INC-1").withQuery(query)), 200, "handled");
        assertThat(application.lastDelivery().delivery().delivery().url())
                .isEqualTo(bench().endpoint().getRawPath() + "?" + query);
    }

    private static void isEchoed(HttpResponse<String> answer, String contentType, String body) {
        Answered.plainly(answer, 200);
        assertThat(answer.body()).isEqualTo(body);
        assertThat(answer.headers().allValues("Content-Type"))
                .singleElement()
                .satisfies(type -> assertThat(type).startsWithIgnoringCase(contentType));
        assertThat(answer.headers().allValues("X-Content-Type-Options")).containsExactly("nosniff");
    }

    private void assertNothingHappened(RecordingApplication<?> application) {
        assertThat(application.handled()).isZero();
        assertThat(bench().store.claims()).isZero();
    }
}
