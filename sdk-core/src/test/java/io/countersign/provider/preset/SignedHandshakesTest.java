package io.countersign.provider.preset;

import static io.countersign.verify.Requests.NOW;
import static io.countersign.verify.Requests.OTHER;
import static io.countersign.verify.Requests.SECRET;
import static io.countersign.verify.Requests.bytes;
import static io.countersign.verify.Requests.hmacHex;
import static io.countersign.verify.Requests.post;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.Answer;
import io.countersign.DeliveryReport;
import io.countersign.Outcome;
import io.countersign.ReceiverBuilder;
import io.countersign.WebhookReceiver;
import io.countersign.dedup.Claim;
import io.countersign.dedup.ClaimRequest;
import io.countersign.dedup.ClaimResult;
import io.countersign.dedup.Completion;
import io.countersign.dedup.DedupStore;
import io.countersign.dedup.SettleResult;
import io.countersign.provider.Provider;
import io.countersign.scheme.Scheme;
import io.countersign.scheme.Schemes;
import io.countersign.scheme.SignatureScheme;
import io.countersign.scheme.TimestampRule;
import io.countersign.secret.SecretRing;
import io.countersign.secret.SecretSource;
import io.countersign.secret.SigningSecret;
import io.countersign.secret.TenantSecrets;
import io.countersign.verify.Delivery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignedHandshakesTest {
    private static final Scheme V0 = SignatureScheme.hmacSha256("X-Sig", "v0={hex}")
            .signed("v0:{timestamp}:{body}")
            .timestamp(TimestampRule.secondsInHeader("X-Time"))
            .build();
    private static final Scheme BODY_ALONE =
            SignatureScheme.hmacSha256("X-Sig", "v0={hex}").build();

    private final List<DeliveryReport> reports = new ArrayList<>();
    private final List<byte[]> handled = new ArrayList<>();
    private final Claimed claims = new Claimed();

    /** A store of which no handshake may ask anything. */
    private static final class Claimed implements DedupStore {
        /** A request that has no answer is repeated by the same owner. */
        private final Set<UUID> askedBy = new HashSet<>();

        @Override
        public ClaimResult claim(ClaimRequest request) {
            askedBy.add(request.owner());
            return new ClaimResult.Unavailable("not in this test");
        }

        @Override
        public SettleResult complete(Claim claim, Completion completion) {
            throw new AssertionError("nothing was claimed");
        }

        @Override
        public SettleResult release(Claim claim) {
            throw new AssertionError("nothing was claimed");
        }

        @Override
        public SettleResult renew(Claim claim, Duration lease) {
            throw new AssertionError("nothing was claimed");
        }
    }

    /** Discord's handshake, by a sender that signs with an HMAC, which these tests can compute. */
    private static Provider<RawEvent> discord() {
        return new PresetProvider("discord", V0, Duration.ofHours(1), Handshaking.byObject(SignedHandshakes::discord));
    }

    private ReceiverBuilder<RawEvent> builder(Provider<RawEvent> provider) {
        return WebhookReceiver.builder("hooks", provider)
                .secrets(SecretRing.of(SECRET))
                .dedup(claims)
                .clock(() -> NOW)
                .listener(reports::add);
    }

    private Answer deliver(Provider<RawEvent> provider, Delivery delivery) {
        return deliver(builder(provider), delivery);
    }

    private Answer deliver(ReceiverBuilder<RawEvent> builder, Delivery delivery) {
        return builder.build()
                .receive(delivery, received -> handled.add(received.event().body()));
    }

    private static Delivery v0(SigningSecret secret, String json) {
        return timed("X-Sig", "X-Time", secret, json);
    }

    private static Delivery timed(String header, String timeHeader, SigningSecret secret, String json) {
        String time = Long.toString(NOW.getEpochSecond());
        return post(bytes(json))
                .header(timeHeader, time)
                .header(header, "v0=" + hmacHex(secret, bytes("v0:" + time + ":"), bytes(json)))
                .build();
    }

    private static Delivery zoomDelivery(SigningSecret secret, String json) {
        return timed("x-zm-signature", "x-zm-request-timestamp", secret, json);
    }

    private static Delivery slackDelivery(SigningSecret secret, String json) {
        return timed("X-Slack-Signature", "X-Slack-Request-Timestamp", secret, json);
    }

    private static String validation(String token) {
        return "{\"event\":\"endpoint.url_validation\",\"payload\":{\"plainToken\":\"" + token
                + "\"},\"event_ts\":1654503849680}";
    }

    private static Answer text(String body) {
        return new Answer(
                200, Map.of("Content-Type", "text/plain;charset=us-ascii", "X-Content-Type-Options", "nosniff"), body);
    }

    private static Answer json(String body) {
        return new Answer(200, Map.of("Content-Type", "application/json", "X-Content-Type-Options", "nosniff"), body);
    }

    private void assertNeitherClaimedNorHandled() {
        assertThat(claims.askedBy).isEmpty();
        assertThat(handled).isEmpty();
    }

    @Test
    void slack_signedChallenge_isEchoedAndNeitherClaimedNorHandled() {
        Answer answer = deliver(
                Presets.slack(),
                slackDelivery(
                        SECRET, "{\"token\":\"Jhj5\",\"challenge\":\"3eZbrw1aBm2r\",\"type\":\"url_verification\"}"));

        assertThat(answer).isEqualTo(text("3eZbrw1aBm2r"));
        assertThat(reports).extracting(DeliveryReport::outcome).containsExactly(Outcome.HANDSHAKE);
        assertThat(reports.get(0).secretId()).isEqualTo("current");
        assertNeitherClaimedNorHandled();
    }

    @Test
    void slack_challengeThatIsNotSigned_isNotEchoed() {
        String body = "{\"challenge\":\"3eZbrw1aBm2r\",\"type\":\"url_verification\"}";

        assertThat(deliver(Presets.slack(), slackDelivery(OTHER, body)))
                .isEqualTo(deliver(Presets.slack(), post(bytes(body)).build()))
                .isEqualTo(new Answer(401, Map.of(), "not authentic\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<script>", "a b", "a\\u000ab", "a\\\"b", "\\u00e4"})
    void slack_challengeThatIsNoToken_is422(String challenge) {
        Answer answer = deliver(
                Presets.slack(),
                slackDelivery(SECRET, "{\"challenge\":\"" + challenge + "\",\"type\":\"url_verification\"}"));

        assertThat(answer).isEqualTo(new Answer(422, Map.of(), "not accepted\n"));
        assertNeitherClaimedNorHandled();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "command=/deploy&text=now",
                "[{\"type\":\"url_verification\"}]",
                "{\"type\":[\"url_verification\"]}",
                "{\"type\":\"event_callback\",\"challenge\":\"x\"}",
                "{\"event\":{\"type\":\"url_verification\"}}"
            })
    void slack_anythingElse_isAnEvent(String body) {
        deliver(Presets.slack(), slackDelivery(SECRET, body));

        assertThat(claims.askedBy).hasSize(1);
    }

    @Test
    void slack_bodyLargerThanAnyHandshake_isAnEvent() {
        String start = "{\"type\":\"url_verification\",\"challenge\":\"x\",\"pad\":\"";
        String atTheLimit = start + "x".repeat(Handshaking.MAX_BYTES - start.length() - 2) + "\"}";

        deliver(Presets.slack(), slackDelivery(SECRET, atTheLimit));
        assertThat(claims.askedBy).isEmpty();
        deliver(Presets.slack(), slackDelivery(SECRET, atTheLimit + " "));
        assertThat(claims.askedBy).hasSize(1);
    }

    @Test
    void zoom_signedToken_isAnsweredWithItsHmacUnderTheSecretThatVerified() {
        SecretRing rotating = SecretRing.of(SECRET, OTHER);

        Answer current = deliver(
                builder(Presets.zoom()).secrets(rotating), zoomDelivery(SECRET, validation("qgg8vlvZRS6UYooatFL8Aw")));
        Answer previous = deliver(
                builder(Presets.zoom()).secrets(rotating), zoomDelivery(OTHER, validation("qgg8vlvZRS6UYooatFL8Aw")));

        assertThat(current)
                .isEqualTo(json("{\"plainToken\":\"qgg8vlvZRS6UYooatFL8Aw\",\"encryptedToken\":\""
                        + hmacHex(SECRET, bytes("qgg8vlvZRS6UYooatFL8Aw")) + "\"}"));
        assertThat(previous.body()).contains(hmacHex(OTHER, bytes("qgg8vlvZRS6UYooatFL8Aw")));
        assertNeitherClaimedNorHandled();
    }

    @Test
    void zoom_tokenThatIsNotSigned_isNotSignedByUs() {
        assertThat(deliver(Presets.zoom(), zoomDelivery(OTHER, validation("abc")))
                        .status())
                .isEqualTo(401);
        assertThat(deliver(Presets.zoom(), post(bytes(validation("abc"))).build())
                        .status())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"v0:1795255200:{}", "", "a.b", "a b", "a=", "\\u0661"})
    void zoom_tokenThatCouldBeSomethingElse_isNotSigned(String token) {
        Answer answer = deliver(Presets.zoom(), zoomDelivery(SECRET, validation(token)));

        assertThat(answer).isEqualTo(new Answer(422, Map.of(), "not accepted\n"));
        assertNeitherClaimedNorHandled();
    }

    @Test
    void zoom_token_isSignedUpTo128Characters() {
        assertThat(deliver(Presets.zoom(), zoomDelivery(SECRET, validation("x".repeat(128))))
                        .status())
                .isEqualTo(200);
        assertThat(deliver(Presets.zoom(), zoomDelivery(SECRET, validation("x".repeat(129))))
                        .status())
                .isEqualTo(422);
    }

    @Test
    void zoom_schemeThatCouldSignAToken_isNeverAnsweredWithAnHmac() {
        String body = validation("abc");
        Delivery delivery = post(bytes(body))
                .header("X-Sig", "v0=" + hmacHex(SECRET, bytes(body)))
                .build();

        Answer answer = deliver(builder(Presets.zoom()).scheme(BODY_ALONE), delivery);

        assertThat(answer).isEqualTo(new Answer(503, Map.of("Retry-After", "10"), "retry later\n"));
    }

    @Test
    void zoom_secretTakenAwayInTheMeantime_asksForARetry() {
        AtomicReference<SecretRing> ring = new AtomicReference<>(SecretRing.of(SECRET));
        Provider<RawEvent> rotatedWhileItReads =
                new PresetProvider("zoom", Schemes.zoom(), Duration.ofHours(1), Handshaking.byObject(body -> {
                    ring.set(SecretRing.of(OTHER));
                    return SignedHandshakes.zoom(body);
                }));

        Answer answer =
                deliver(builder(rotatedWhileItReads).secrets(ring::get), zoomDelivery(SECRET, validation("abc")));

        assertThat(answer.status()).isEqualTo(503);
    }

    @Test
    void zoom_ofATenant_isAnsweredWithTheTenantsSecret() {
        ReceiverBuilder<RawEvent> builder = WebhookReceiver.builder("hooks", Presets.zoom())
                .tenants(TenantSecrets.of(Map.of(
                        "a",
                        SecretSource.constant(SecretRing.of(SECRET)),
                        "b",
                        SecretSource.constant(SecretRing.of(OTHER)))))
                .clock(() -> NOW);
        String body = validation("abc");
        String time = Long.toString(NOW.getEpochSecond());
        Delivery.Builder delivery = Delivery.post("/webhooks/hooks/b")
                .header("x-zm-request-timestamp", time)
                .header("x-zm-signature", "v0=" + hmacHex(OTHER, bytes("v0:" + time + ":"), bytes(body)))
                .body(bytes(body))
                .receivedAt(NOW);

        assertThat(deliver(builder, delivery.tenant("b").build()).body()).contains(hmacHex(OTHER, bytes("abc")));
        assertThat(deliver(builder, delivery.tenant("a").build()).status()).isEqualTo(401);
    }

    @Test
    void discord_ping_isAnsweredInKind() {
        assertThat(deliver(discord(), v0(SECRET, "{\"id\":\"1\",\"type\":1,\"version\":1}")))
                .isEqualTo(json("{\"type\":1}"));
        assertThat(deliver(discord(), v0(SECRET, "{\"version\":1,\"type\":0}")))
                .isEqualTo(new Answer(204, Map.of(), ""));
        assertNeitherClaimedNorHandled();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"version\":1,\"type\":1,\"event\":{\"type\":\"APPLICATION_AUTHORIZED\"}}",
                "{\"type\":2,\"data\":{}}",
                "{\"type\":true}",
                "{}"
            })
    void discord_anythingElse_isAnEvent(String body) {
        deliver(discord(), v0(SECRET, body));

        assertThat(claims.askedBy).hasSize(1);
    }
}
